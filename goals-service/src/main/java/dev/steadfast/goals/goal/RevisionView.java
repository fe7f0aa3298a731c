package dev.steadfast.goals.goal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.goals.odds.OddsView;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A change of a goal as it is shown. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "GoalRevision")
record RevisionView(
    UUID id,
    OffsetDateTime at,
    String by,
    @Nullable String kind,
    @Nullable String reason,
    @Schema(
            description =
                "The odds of the target that it set, on that day; absent where it set none.")
        @Nullable OddsView odds,
    List<Change> changes) {
  static RevisionView of(GoalRevision revision, @Nullable OddsView odds, ObjectMapper json) {
    try {
      return new RevisionView(
          revision.id(),
          revision.revisedAt(),
          revision.revisedBy(),
          revision.kind(),
          revision.reason(),
          odds,
          json.readValue(revision.changes(), new TypeReference<List<Change>>() {}));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the changes of a revision are unreadable", e);
    }
  }
}
