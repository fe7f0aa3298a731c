package dev.steadfast.metrics.interaction;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.steadfast.metrics.timeline.Traits;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An interaction. A list shows it without its measures and timeline.
 *
 * @param status canonical, {@code gone} once merged, deleted or spam, or {@code unknown} while no
 *     event says
 * @param cycle how often it was resolved
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InteractionView(
    UUID id,
    String system,
    String subject,
    String status,
    @Nullable String team,
    @Nullable String agent,
    @Nullable String channel,
    @Nullable String priority,
    @Nullable String customer,
    @Schema(
            description =
                "What the team, the agent and (of one interaction) the customer are called.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Map<String, String> labels,
    @Nullable OffsetDateTime openedAt,
    @Nullable OffsetDateTime resolvedAt,
    int cycle,
    int reopens,
    int events,
    OffsetDateTime updatedAt,
    @Schema(
            description =
                "Whether events of it are beyond retention: what was counted of it stays, and no event of it is"
                    + " taken any more")
        boolean frozen,
    @Nullable TraitsView traits,
    @Nullable List<MeasureView> measures,
    @Nullable List<TargetView> targets,
    @Nullable List<TimelineEntry> timeline) {

  /**
   * One observation of the interaction.
   *
   * @param at the anchor, which puts it into a period
   * @param value in the unit of the metric
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record MeasureView(
      String metric,
      int version,
      String unit,
      OffsetDateTime at,
      BigDecimal value,
      @Nullable String team,
      @Nullable String agent) {}

  /** One event of the timeline, as it was sent. */
  public record TimelineEntry(@JsonRawValue String event) {}

  /**
   * What the interaction as a whole can be grouped and filtered by.
   *
   * @param direction inbound or proactive
   * @param language of its attribute, or of the customer's first message that names one
   * @param attributes the tenant's own; brand and product are dimensions by their names
   */
  @Schema(name = "InteractionTraits")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record TraitsView(
      @Nullable String direction,
      @Nullable String language,
      Map<String, String> attributes,
      List<String> tags) {
    static TraitsView of(Traits traits) {
      return new TraitsView(
          traits.direction(), traits.language(), new TreeMap<>(traits.attributes()), traits.tags());
    }
  }

  /** One that is frozen, with those of its events that are left. */
  InteractionView with(List<TimelineEntry> ofTimeline) {
    return with(null, null, null, ofTimeline);
  }

  /** The same with what whom it names is called. */
  InteractionView called(Map<String, String> names) {
    return copy(names, traits, measures, targets, timeline);
  }

  InteractionView with(
      @Nullable Traits ofTraits,
      @Nullable List<MeasureView> ofMeasures,
      @Nullable List<TargetView> ofTargets,
      List<TimelineEntry> ofTimeline) {
    return copy(
        labels,
        ofTraits == null ? null : TraitsView.of(ofTraits),
        ofMeasures,
        ofTargets,
        ofTimeline);
  }

  private InteractionView copy(
      Map<String, String> names,
      @Nullable TraitsView ofTraits,
      @Nullable List<MeasureView> ofMeasures,
      @Nullable List<TargetView> ofTargets,
      @Nullable List<TimelineEntry> ofTimeline) {
    return new InteractionView(
        id,
        system,
        subject,
        status,
        team,
        agent,
        channel,
        priority,
        customer,
        names,
        openedAt,
        resolvedAt,
        cycle,
        reopens,
        events,
        updatedAt,
        frozen,
        ofTraits,
        ofMeasures,
        ofTargets,
        ofTimeline);
  }
}
