package dev.steadfast.goals.benchmark;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steadfast.core.measure.Interval;
import dev.steadfast.goals.benchmark.BenchmarkView.ComparabilityView;
import dev.steadfast.goals.goal.Amount;
import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.goals.progress.Measurement;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A value beside the figures of others. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "BenchmarkComparison")
record ComparisonView(
    String metric,
    int version,
    @Schema(description = "What the metric counts.") String definition,
    String unit,
    String aggregation,
    @Schema(
            enumeration = {"higher", "lower", "neither"},
            description = "Which way is better.")
        String direction,
    Map<String, String> scope,
    @Schema(description = "The first day, in the tenant's reporting zone.") LocalDate from,
    @Schema(description = "The day after the last.") LocalDate to,
    @Schema(description = "Absent where nothing was measured.") @Nullable MeasuredView measured,
    List<RowView> items,
    @Nullable String nextCursor,
    @Schema(description = "What is to be known of figures of this metric.") String note) {

  /** What was measured. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "BenchmarkedValue")
  record MeasuredView(
      Number value,
      @Schema(description = "The lower end of the 95 % interval, where there is one.")
          @Nullable Number lower,
      @Nullable Number upper,
      long n) {
    static MeasuredView of(Measurement measured) {
      Optional<Interval> interval = measured.interval();
      return new MeasuredView(
          Amount.plain(measured.value()),
          interval.map(each -> Amount.plain(each.lower())).orElse(null),
          interval.map(each -> Amount.plain(each.upper())).orElse(null),
          measured.n());
    }
  }

  /** A figure, and how the value stands beside it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "ComparedBenchmark")
  record RowView(
      BenchmarkView benchmark,
      @Schema(
              enumeration = {"above", "below", "within", "cannot-tell", "context"},
              description =
                  "By the whole interval of the value. above or below is neither good nor bad by itself: see direction. within:"
                      + " of a range. context: not comparable, so not judged.")
          String verdict,
      @Schema(description = "Why it cannot be told.") @Nullable String reason,
      @Schema(
              description =
                  "Where the value stands among those that the figure was taken of; absent where it is not comparable or"
                      + " no spread is known.")
          @Nullable PositionView position) {
    static RowView of(
        ComparisonQuestion question,
        BenchmarkReader.Listed listed,
        Optional<Measurement> measured) {
      Benchmark figure = listed.benchmark();
      ComparabilityView comparability =
          ComparabilityView.of(figure, question.metric(), question.aggregation());
      BenchmarkView view = BenchmarkView.of(listed, comparability);
      if (!comparability.comparable()) {
        return new RowView(view, "context", null, null);
      }
      Judgement judgement = Judgement.of(measured, question.metric().minimumSample(), figure);
      return new RowView(
          view,
          judgement.code(),
          judgement instanceof Judgement.CannotTell cannotTell ? cannotTell.reason() : null,
          measured.flatMap(value -> PositionView.of(value, figure)).orElse(null));
    }
  }

  /** A position in percent. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "BenchmarkPosition")
  record PositionView(
      @Schema(
              description =
                  "Of those that the figure was taken of, how many in 100 have less; absent beyond the outermost published"
                      + " percentile.")
          @Nullable Double percentile,
      @Schema(
              description =
                  "At least so many, at the lower end of the value's interval where it has one.")
          double atLeast,
      @Schema(description = "At most so many, at its upper end.") double atMost,
      @Schema(
              enumeration = {"normal", "none"},
              description =
                  "What was assumed of them: a normal distribution around the value, or nothing, with a straight line between"
                      + " published percentiles.")
          String distribution) {
    static Optional<PositionView> of(Measurement measured, Benchmark figure) {
      Interval interval =
          measured.interval().orElse(new Interval(measured.value(), measured.value()));
      Optional<Position> lower = Position.of(interval.lower(), figure);
      Optional<Position> upper = Position.of(interval.upper(), figure);
      return Position.of(measured.value(), figure)
          .map(
              at ->
                  new PositionView(
                      at.atLeast() == at.atMost() ? rounded(at.atLeast()) : null,
                      rounded(lower.orElse(at).atLeast()),
                      rounded(upper.orElse(at).atMost()),
                      at.distribution().name().toLowerCase(Locale.ROOT)));
    }

    private static double rounded(double percent) {
      return Math.rint(percent * 10) / 10;
    }
  }

  static ComparisonView of(
      ComparisonQuestion question,
      DateRange days,
      Optional<Measurement> measured,
      List<RowView> items,
      @Nullable String nextCursor,
      String note) {
    return new ComparisonView(
        question.metric().key(),
        question.metric().version(),
        question.metric().description(),
        question.metric().unit(),
        question.aggregation().code(),
        question.metric().direction().name().toLowerCase(Locale.ROOT),
        question.scope().values(),
        days.from(),
        days.to().plusDays(1),
        measured.map(MeasuredView::of).orElse(null),
        items,
        nextCursor,
        note);
  }
}
