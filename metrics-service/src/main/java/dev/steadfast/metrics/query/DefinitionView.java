package dev.steadfast.metrics.query;

import static java.util.Map.entry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.contracts.metric.MetricDefinition.Kind;
import dev.steadfast.metrics.definition.Aggregations;
import dev.steadfast.metrics.definition.DefinitionRequest;
import dev.steadfast.metrics.definition.Ratio;
import dev.steadfast.metrics.definition.StoredMetric;
import dev.steadfast.metrics.definition.StoredVersion;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a metric means, with all that follows from its definition. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "MetricDefinitionView")
record DefinitionView(
    @JsonUnwrapped MetricDefinition definition,
    @Schema(
            enumeration = {"calendar", "business"},
            description = "Which time a duration counts; absent for what is no duration.")
        @Nullable String clock,
    @Schema(description = "What does not count.") List<String> exclusions,
    @Schema(description = "Of a share: what is in it; of a ratio: what is divided.")
        @Nullable String numerator,
    @Schema(description = "Of a share: what it is a share of; of a ratio: what it is divided by.")
        @Nullable String denominator,
    @Schema(description = "Of a share: the one date that puts both parts into a period.")
        @Nullable String cohort,
    @Schema(
            description =
                "The aggregations that can be asked for; of durations and numbers the share `within:` a threshold too.")
        List<Aggregation> aggregations,
    @Schema(
            description =
                "Built-in definitions cannot be edited; a change of meaning is a new version of them.")
        boolean builtIn,
    @Schema(
            description =
                "The date (UTC) from which the version answers queries: when all history had been counted by it. It"
                    + " says nothing about what it counts, which is all history. Absent while that is being counted, and"
                    + " for built-in definitions, which come with a release.")
        @Nullable LocalDate validFrom,
    @Schema(description = "What it counts, as a sentence.") String inWords,
    @Schema(
            enumeration = {"ready", "computing"},
            description =
                "Whether queries are answered by this version, or history is still counted by it.")
        String state,
    @Schema(description = "The versions that there are, the newest first.")
        List<VersionView> versions,
    @Schema(description = "As it was asked for; absent for a built-in one.")
        @Nullable DefinitionRequest definedAs) {

  /** A version of a definition. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "MetricVersion")
  record VersionView(
      int version,
      @Schema(enumeration = {"ready", "computing"}) String state,
      @Schema(
              minimum = "0",
              maximum = "1",
              description = "How much of history is counted by it, about.")
          double progress,
      @Nullable OffsetDateTime createdAt,
      @Nullable String createdBy,
      @Schema(
              description =
                  "Since when it answers queries that name no version, until a newer one is ready; absent while it is"
                      + " computing, and for a built-in one.")
          @Nullable OffsetDateTime readyAt) {
    static VersionView of(StoredVersion version, double progress) {
      return new VersionView(
          version.metric().version(),
          stateOf(version),
          version.isReady() ? 1 : progress,
          version.createdAt(),
          version.createdBy(),
          version.readyAt().orElse(null));
    }
  }

  private static String stateOf(StoredVersion version) {
    return version.isReady() ? "ready" : "computing";
  }

  private static final List<String> EVERYWHERE =
      List.of("merged, deleted and spam interactions", "events that were withdrawn");

  private static final String IN_TIME = "those that were met in time";

  private static final Map<String, String> NUMERATORS =
      Map.ofEntries(
          entry("reopen-rate", "those that were reopened at least once"),
          entry("reopen-rate.events", "those that were followed by a reopening"),
          entry(
              "one-touch-rate",
              "those with exactly one public agent reply that were never reopened"),
          entry("one-touch-rate.up-to-one-reply", "those with fewer than two public agent replies"),
          entry(
              "one-touch-rate.one-agent",
              "those with exactly one public agent reply that were never reopened, reassigned or"
                  + " transferred"),
          entry("csat", "answers of 4 and 5"),
          entry("csat.top-box", "answers of 5"),
          entry("csat.3-point", "answers of 3"),
          entry("csat.2-point", "answers of 2"),
          entry("channel-share", "those that began in the channel"),
          entry("channel-share.last", "those that were last in the channel"),
          entry("channel-share.each", "uses of the channel"),
          entry("sentiment.negative", "those with a score of -0.05 or less"),
          entry("ces.easy", "answers of 5 to 7 of 7"),
          entry("response-rate", "those that were answered"),
          entry("abandonment-rate", "those that were abandoned"),
          entry("abandonment-rate.without-short", "those that were abandoned"),
          entry("abandonment-rate.without-callbacks", "those that were abandoned"),
          entry("sla-attainment", IN_TIME),
          entry("sla-attainment.first-response", IN_TIME),
          entry("sla-attainment.next-response", IN_TIME),
          entry("sla-attainment.resolution", IN_TIME),
          entry("sla-attainment.agent-work", IN_TIME),
          entry("service-level", "those that were answered within 20 seconds"));

  private static final Map<String, List<String>> EXCLUSIONS =
      Map.ofEntries(
          entry(
              "first-response-time", List.of("messages of bots and the system", "internal notes")),
          entry("next-response-time", List.of("messages of bots and the system", "internal notes")),
          entry("one-touch-rate", List.of("interactions of which no message is known")),
          entry("resolution-time", List.of("resolutions before the opening, which are faults")),
          entry("first-resolution-time", List.of("first resolutions that no event tells of")),
          entry(
              "one-touch-rate.up-to-one-reply",
              List.of("interactions of which no message is known")),
          entry(
              "response-rate", List.of("invitations that were not delivered", "withdrawn answers")),
          entry("abandonment-rate.without-short", List.of(OwnWording.SHORT_CALLS)),
          entry("abandonment-rate.without-callbacks", List.of(OwnWording.CALLBACKS)),
          entry("handle-time", List.of("abandoned calls", "calls without talk, hold and wrap-up")),
          entry("speed-of-answer", List.of("abandoned calls")),
          entry("time-to-abandon", List.of("answered calls")));

  /** Of a built-in metric. */
  static DefinitionView of(MetricDefinition metric) {
    return of(
        metric,
        metric.key(),
        "calendar",
        "calendar time",
        numerator(metric),
        "ready",
        null,
        List.of(new VersionView(metric.version(), "ready", 1, null, null, null)),
        null);
  }

  /**
   * Of a version of a metric of the tenant's own.
   *
   * @param progress of versions that are not ready
   */
  static DefinitionView of(StoredMetric metric, StoredVersion version, double progress) {
    DefinitionRequest document = version.document();
    boolean isBusiness = document.clock() != null && document.clock().scheduleId() != null;
    return of(
        version.metric(),
        String.valueOf(document.copyOf()),
        isBusiness ? "business" : "calendar",
        isBusiness ? OwnWording.time(document.clock()) : "calendar time",
        version
            .ratio()
            .map(ratio -> numerator(version.metric(), ratio))
            .orElseGet(() -> OwnWording.numerator(document, NUMERATORS)),
        stateOf(version),
        version.readyAt().map(DefinitionView::date).orElse(null),
        metric.versions().stream().map(one -> VersionView.of(one, progress)).toList(),
        document);
  }

  private static LocalDate date(OffsetDateTime time) {
    return time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDate();
  }

  private static String numerator(MetricDefinition metric, Ratio ratio) {
    return metric.kind() == Kind.QUOTIENT
        ? "the amount of " + ratio.numerator()
        : "those that are of " + ratio.numerator();
  }

  private static DefinitionView of(
      MetricDefinition metric,
      String origin,
      String clock,
      String time,
      @Nullable String numerator,
      String state,
      @Nullable LocalDate validFrom,
      List<VersionView> versions,
      @Nullable DefinitionRequest definedAs) {
    boolean isShare = metric.kind() == Kind.RATIO || metric.kind() == Kind.PART;
    return new DefinitionView(
        metric,
        metric.kind() == Kind.DURATION || metric.kind() == Kind.AGE ? clock : null,
        definedAs == null
            ? exclusions(origin)
            : OwnWording.exclusions(definedAs, exclusions(origin)),
        numerator,
        isShare || metric.kind() == Kind.QUOTIENT ? metric.population() : null,
        isShare ? metric.anchor() : null,
        List.copyOf(Aggregations.readable(metric)),
        definedAs == null,
        validFrom,
        words(metric, time, numerator),
        state,
        versions,
        definedAs);
  }

  private static List<String> exclusions(String origin) {
    List<String> own = EXCLUSIONS.getOrDefault(origin, List.of());
    return Stream.concat(
            EVERYWHERE.stream(), ContactWords.EXCLUSIONS.getOrDefault(origin, own).stream())
        .toList();
  }

  private static @Nullable String numerator(MetricDefinition metric) {
    String own = NUMERATORS.get(metric.key());
    return own == null ? ContactWords.NUMERATORS.get(metric.key()) : own;
  }

  private static String capitalised(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static String words(MetricDefinition metric, String time, @Nullable String numerator) {
    String counted =
        switch (metric.kind()) {
          case COUNT -> "How many: " + metric.population();
          case DURATION ->
              "The %s from %s to %s, of %s"
                  .formatted(time, metric.startRule(), metric.endRule(), metric.population());
          case NUMBER ->
              "A number for each of the " + metric.population() + OwnWording.precision(metric);
          case RATIO ->
              "Of the %s, the share of %s"
                  .formatted(metric.population(), numerator == null ? "" : numerator);
          case QUOTIENT ->
              "%s in a period, divided by the amount of %s in the same period"
                  .formatted(capitalised(numerator == null ? "" : numerator), metric.population());
          case SCORE -> "The mean score of the " + metric.population() + ", from -1 to 1";
          case NET_SCORE ->
              "Of the %s, the share of 9 and 10 less the share of 0 to 6"
                  .formatted(metric.population());
          case PEOPLE ->
              "How many distinct people there are by '%s' for each by '%s'"
                  .formatted(metric.startRule(), metric.endRule());
          case LEVEL ->
              "How many there are at an instant: in when %s, out when %s"
                  .formatted(metric.startRule(), metric.endRule());
          case FLOW ->
              "How many came less how many went: in when %s, out when %s"
                  .formatted(metric.startRule(), metric.endRule());
          case PART -> "Of the %s, the share of each channel".formatted(metric.population());
          case AGE ->
              "The calendar time from %s to %s, of %s"
                  .formatted(metric.startRule(), metric.endRule(), metric.population());
        };
    return "%s. Put into a period by %s; shown as %s unless asked otherwise, and judged from %d %s on."
        .formatted(
            counted,
            metric.anchor(),
            metric.defaultAggregation().code().replace('_', ' '),
            metric.minimumSample(),
            metric.minimumSample() == 1 ? "observation" : "observations");
  }
}
