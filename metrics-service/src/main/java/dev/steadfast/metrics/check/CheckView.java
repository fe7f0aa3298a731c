package dev.steadfast.metrics.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.metrics.processing.CellCheck;
import dev.steadfast.metrics.processing.CellCheck.Content;
import dev.steadfast.metrics.processing.CellCheck.Difference;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whether the cells are what the raw events say. */
@Schema(
    name = "Check",
    examples =
        """
        {"metrics": ["volume"], "events": 4210, "interactions": 700, "frozen": 0, "compared": 1240, "differing": 1,
         "milliseconds": 310,
         "differences": [{"metric": "volume", "version": 1, "scope": "team=billing", "day": "2026-03-02",
          "expected": {"count": 12, "sum": 12, "numerator": 0, "denominator": 0, "values": 0},
          "stored": {"count": 11, "sum": 11, "numerator": 0, "denominator": 0, "values": 0},
          "quartersDiffer": false}]}
        """)
public record CheckView(
    Set<String> metrics,
    @Schema(description = "Raw events that were read.") long events,
    long interactions,
    @Schema(
            description =
                "Interactions of which events are beyond retention: they are taken as they were counted, from"
                    + " their observations.")
        long frozen,
    @Schema(description = "Cells that are stored or should be.") long compared,
    long differing,
    @Schema(description = "How long it took.") long milliseconds,
    @Schema(description = "The first by metric, scope and day, at most 100.")
        List<DifferenceView> differences) {
  private static final int MOST_LISTED = 100;
  private static final Comparator<DifferenceView> ORDER =
      Comparator.comparing(
              (DifferenceView one) -> MetricDefinition.name(one.metric(), one.version()))
          .thenComparing(DifferenceView::scope)
          .thenComparing(DifferenceView::day);

  /** Sorts the keys of the metrics. */
  public CheckView {
    metrics = new TreeSet<>(metrics);
  }

  /** A cell that is not what it should be. */
  @Schema(name = "CheckDifference")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DifferenceView(
      String metric,
      int version,
      String scope,
      LocalDate day,
      @Schema(description = "From the raw events; absent where there should be no cell.")
          @Nullable ContentView expected,
      @Schema(description = "What is stored; absent where there is no cell.")
          @Nullable ContentView stored,
      @Schema(
              description =
                  "The quarter hours of the day differ, if not the day; with equal contents beside it alone these,"
                      + " or how the values are spread.")
          boolean quartersDiffer) {}

  /** The contents of a cell; values is how many its histogram counts. */
  @Schema(name = "CheckContent")
  public record ContentView(
      long count,
      @Schema(description = "In the unit of the metric, exactly.") BigDecimal sum,
      long numerator,
      long denominator,
      long values) {}

  /**
   * The view of what was found.
   *
   * @param definitions by the name of a metric and its version
   */
  static CheckView of(
      Set<String> metrics,
      CellCheck.Found found,
      Function<String, Optional<MetricDefinition>> definitions,
      long milliseconds) {
    return new CheckView(
        metrics,
        found.events(),
        found.interactions(),
        found.frozen(),
        found.compared(),
        found.differing(),
        milliseconds,
        found.first().stream().map(one -> difference(one, definitions)).toList());
  }

  /** Reads what {@link #text} wrote, or nothing. */
  static Optional<CheckView> read(ObjectMapper json, @Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      // A later release may have written more.
      return Optional.of(
          json.readerFor(CheckView.class)
              .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
              .readValue(text));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what a check found cannot be read", e);
    }
  }

  String text(ObjectMapper json) {
    try {
      return json.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what a check found cannot be written", e);
    }
  }

  /** What was found in both, of which the other came later. */
  CheckView and(CheckView later) {
    Set<String> both = new HashSet<>(metrics);
    both.addAll(later.metrics);
    return new CheckView(
        both,
        later.events,
        later.interactions,
        later.frozen,
        compared + later.compared,
        differing + later.differing,
        milliseconds + later.milliseconds,
        Stream.concat(differences.stream(), later.differences.stream())
            .sorted(ORDER)
            .limit(MOST_LISTED)
            .toList());
  }

  private static DifferenceView difference(
      Difference one, Function<String, Optional<MetricDefinition>> definitions) {
    Optional<MetricDefinition> metric =
        definitions.apply(MetricDefinition.name(one.metric(), one.version()));
    return new DifferenceView(
        one.metric(),
        one.version(),
        one.scope(),
        one.day(),
        content(one.expected(), metric),
        content(one.stored(), metric),
        one.quartersDiffer());
  }

  /** Of a version that is no more, and of which cells should go, the steps are not known. */
  private static @Nullable ContentView content(Content content, Optional<MetricDefinition> metric) {
    return content.isThere()
        ? new ContentView(
            content.count(),
            metric
                .map(known -> known.inUnit(content.sum()))
                .orElse(BigDecimal.valueOf(content.sum())),
            content.numerator(),
            content.denominator(),
            content.values())
        : null;
  }
}
