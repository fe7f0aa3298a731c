package dev.steadfast.metrics.interaction;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steadfast.contracts.event.EventType;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.metrics.timeline.Dimensions;
import dev.steadfast.metrics.timeline.Explanation;
import dev.steadfast.metrics.timeline.Explanation.Deed;
import dev.steadfast.metrics.timeline.Explanation.Explained;
import dev.steadfast.metrics.timeline.Explanation.Missing;
import dev.steadfast.metrics.timeline.Observation;
import dev.steadfast.metrics.timeline.TimelineEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why an interaction has the observations that it has, and no others. */
@Schema(name = "Explanation")
record ExplanationView(
    UUID interactionId,
    String system,
    String subject,
    @Schema(description = "Each observation that the interaction gives.")
        List<ExplainedView> observations,
    @Schema(description = "Each metric that has none, and why not.") List<MissingView> missing,
    @Schema(description = "Events that another one withdrew, so that they do not count.")
        List<EventView> withdrawn,
    @Schema(
            description =
                "Each target that a policy set it, decided or not, where `sla-attainment` or that of its kind is"
                    + " asked for.")
        List<ExplainedTargetView> targets) {
  static final int MAX_STEPS = 1_000;
  static final int MAX_PARTS = 10_000;

  static ExplanationView of(
      InteractionView interaction, Explanation explanation, List<ExplainedView> ofNeighbours) {
    return new ExplanationView(
        interaction.id(),
        interaction.system(),
        interaction.subject(),
        Stream.concat(
                explanation.observations().stream().map(ExplainedView::of), ofNeighbours.stream())
            .toList(),
        explanation.missing().stream().map(MissingView::of).toList(),
        explanation.withdrawn().stream().map(EventView::of).toList(),
        explanation.targets().stream().map(ExplainedTargetView::of).toList());
  }

  /** The same with more that is missing. */
  ExplanationView with(List<MissingView> more) {
    return new ExplanationView(
        interactionId,
        system,
        subject,
        observations,
        Stream.concat(missing.stream(), more.stream()).toList(),
        withdrawn,
        targets);
  }

  /** One observation. */
  @Schema(name = "ExplainedObservation")
  record ExplainedView(
      String metric,
      @Schema(description = "The version of the definition.") int version,
      String title,
      @Schema(description = "The definition in words.") String definition,
      String unit,
      @Schema(description = "Tells apart several observations of one metric, from 0.") int ordinal,
      @Schema(
              description =
                  "In the unit of the metric: milliseconds for a duration; 1 or 0 for a ratio: in the numerator or not; 1"
                      + " for a count; 1, 0 or -1 for a promoter, neither or a detractor.")
          BigDecimal value,
      @Schema(description = "What puts it into a period.") RuleView anchor,
      RuleView started,
      RuleView ended,
      @Schema(
              description =
                  "Which resolution cycle the anchor is in: 1, and one more with each reopening.")
          int cycle,
      Dimensions dimensions,
      @Schema(
              description =
                  "Of a duration: its span in order and without gaps. The counted ones sum to the value, exactly. The"
                      + " first 10,000.")
          List<ExplainedPartView> parts,
      int partsOmitted,
      @Schema(description = "What events did to it, in order, the first 1,000.")
          List<StepView> steps,
      int stepsOmitted,
      String inWords,
      @Schema(
              description =
                  "What keeps it out of the numerator where that is another interaction of the customer.")
          @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable ContactView contact) {
    static ExplainedView of(Explained one) {
      Observation observation = one.observation();
      MetricDefinition metric = observation.metric();
      return new ExplainedView(
          metric.key(),
          metric.version(),
          metric.title(),
          metric.description(),
          metric.unit(),
          observation.ordinal(),
          metric.inUnit(observation.value()),
          new RuleView(metric.anchor(), utc(observation.at()), null),
          RuleView.of(metric.startRule(), one.started()),
          one.ended()
              .map(event -> RuleView.of(metric.endRule(), event))
              .orElse(new RuleView(metric.endRule(), null, null)),
          one.cycle(),
          observation.dimensions(),
          one.parts().stream()
              .limit(MAX_PARTS)
              .map(part -> ExplainedPartView.of(metric, part))
              .toList(),
          Math.max(0, one.parts().size() - MAX_PARTS),
          StepView.of(one.deeds()),
          Math.max(0, one.deeds().size() - MAX_STEPS),
          ExplanationWords.of(one),
          null);
    }
  }

  /** Another interaction of the same customer. */
  @Schema(name = "ExplainedContact")
  record ContactView(UUID interactionId, String system, String subject, OffsetDateTime openedAt) {}

  /** A rule of the definition, and the event that met it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "ExplainedRule")
  record RuleView(
      @Schema(description = "In the words of the definition.") String rule,
      @Schema(description = "When it was met; absent if it was not.") @Nullable OffsetDateTime at,
      @Nullable EventView event) {
    static RuleView of(String rule, TimelineEvent event) {
      return new RuleView(rule, utc(event.at()), EventView.of(event));
    }
  }

  /** What an event did. */
  @Schema(name = "ExplainedStep")
  record StepView(
      EventView event,
      @Schema(description = "A stable code.", examples = "bot-wrote") String step,
      String inWords) {
    static List<StepView> of(List<Deed> deeds) {
      return deeds.stream()
          .limit(MAX_STEPS)
          .map(
              deed ->
                  new StepView(
                      EventView.of(deed.event()),
                      code(deed.step()),
                      ExplanationWords.of(deed.step())))
          .toList();
    }
  }

  /** A metric without an observation. */
  @Schema(name = "MissingObservation")
  record MissingView(
      String metric,
      int version,
      String title,
      String definition,
      @Schema(description = "A stable code.", examples = "no-reply") String reason,
      @Schema(description = "What events did nevertheless, in order, the first 1,000.")
          List<StepView> steps,
      int stepsOmitted,
      String inWords,
      @Schema(
              description =
                  "The keys of the metrics to explain instead, where it is computed from others and has no observations"
                      + " of its own.",
              examples = "[\"backlog\"]")
          @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable List<String> computedFrom) {
    /** Of a metric that is computed from others; empty for one that is counted itself. */
    static Optional<MissingView> of(MetricDefinition metric, List<MetricDefinition> parts) {
      if (parts.isEmpty()) {
        return Optional.empty();
      }
      List<String> keys = parts.stream().map(MetricDefinition::key).toList();
      return Optional.of(
          new MissingView(
              metric.key(),
              metric.version(),
              metric.title(),
              metric.description(),
              "computed-from-others",
              List.of(),
              0,
              "It is computed from %s, and has no observations of its own: explain those."
                  .formatted(String.join(" and ", keys)),
              keys));
    }

    static MissingView of(Missing one) {
      return new MissingView(
          one.metric().key(),
          one.metric().version(),
          one.metric().title(),
          one.metric().description(),
          code(one.absence()),
          StepView.of(one.deeds()),
          Math.max(0, one.deeds().size() - MAX_STEPS),
          ExplanationWords.of(one.absence()),
          null);
    }
  }

  /** An event of the timeline, by its name. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "ExplainedEvent")
  record EventView(
      @Schema(
              description = "Absent for one of a type that counts nowhere.",
              examples = "support.message.added.v1")
          @Nullable String type,
      String source,
      String id,
      OffsetDateTime time) {
    static EventView of(TimelineEvent event) {
      EventType[] types = EventType.values();
      return new EventView(
          event.rank() < types.length ? types[event.rank()].typeName() : null,
          event.source(),
          event.id(),
          utc(event.at()));
    }
  }

  static OffsetDateTime utc(long at) {
    return Instant.ofEpochMilli(at).atOffset(ZoneOffset.UTC);
  }

  static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
