package dev.steadfast.metrics.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steadfast.platform.problem.Problem;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answers to several queries, in their order. */
@Schema(name = "QueryAnswer")
public record QueryAnswer(List<Result> results) {

  /** One of both: a series, or what is wrong with its query. */
  @Schema(name = "QueryResult")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Result(@Nullable SeriesView series, @Nullable Problem problem) {
    static Result of(SeriesView series) {
      return new Result(series, null);
    }

    static Result of(Problem problem) {
      return new Result(null, problem);
    }
  }
}
