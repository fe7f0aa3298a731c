package dev.steadfast.metrics.quality;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How good the data of a period is.
 *
 * @param systems of the interactions that were opened in the period
 * @param sources one page of those that sent something in the period, or fell silent in it
 * @param nextCursor of the sources; absent on the last page
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Quality")
record QualityView(
    String zone,
    OffsetDateTime from,
    OffsetDateTime to,
    DeadLettersView deadLetters,
    List<SystemView> systems,
    List<SourceView> sources,
    @Nullable String nextCursor) {

  /**
   * All dead letters of the period.
   *
   * @param replayable not replayed yet
   */
  @Schema(name = "QualityDeadLetters")
  record DeadLettersView(long total, long replayable) {}

  /**
   * How complete the interactions of a helpdesk are.
   *
   * @param without by dimension; what is missing now, also if it came and went
   * @param contradictions interactions whose times contradict each other, such as one that was
   *     resolved before it was opened: they have no duration
   */
  @Schema(name = "QualitySystem")
  record SystemView(
      String system,
      long interactions,
      Map<String, ShareView> without,
      Map<String, ShareView> contradictions) {}

  /**
   * A share of a count with its 95 % interval (Wilson 1927), in percent.
   *
   * @param share absent where there is nothing to have a share of
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "QualityShare")
  record ShareView(
      long count, @Nullable Double share, @Nullable Double lower, @Nullable Double upper) {}

  /**
   * What a source sent, by the hour of receipt.
   *
   * @param source absent for events that do not say
   * @param received events that were taken, repetitions and dead letters included
   * @param rejected by intake, over HTTP or of an import, and never taken; with each row that an
   *     import could make no event of
   * @param rejectedBy the pointer of the first error of each; those elsewhere are under an empty
   *     one
   * @param replayable dead letters not replayed yet; absent where the tenant has more than {@link
   *     DeadLetterSources#MOST} in the period
   * @param late received more than 24 hours after they happened, of the events that count
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "QualitySource")
  record SourceView(
      @Nullable String source,
      @Nullable String system,
      long received,
      long duplicates,
      long rejected,
      Map<String, Long> rejectedBy,
      long deadLettered,
      @Nullable Long replayable,
      ShareView late,
      ClockView clock,
      @Nullable OffsetDateTime lastReceivedAt,
      List<GapView> gaps) {}

  /**
   * Event time against receipt, of the events that count. The histogram behind it is within 1 %.
   *
   * @param delay receipt less event time, of the events that had happened
   * @param future events whose time was still to come when they were received
   * @param ahead event time less receipt, of these
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "QualityClock")
  record ClockView(@Nullable SpreadView delay, ShareView future, @Nullable SpreadView ahead) {}

  /** Milliseconds. */
  @Schema(name = "QualitySpread")
  record SpreadView(double medianMs, double p95Ms) {}

  /**
   * A time without an event that is longer than usual.
   *
   * @param to absent while it lasts
   * @param usualHours in how many of its hours the source usually sends
   * @param chance of so long a silence by the source's own weekly pattern, below 0.001
   * @param resent events of that time that came within a week after it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "QualityGap")
  record GapView(
      OffsetDateTime from,
      @Nullable OffsetDateTime to,
      int usualHours,
      double chance,
      long resent) {}
}
