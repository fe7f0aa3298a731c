package dev.steadfast.metrics.interaction;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.steadfast.metrics.interaction.ExplanationView.EventView;
import dev.steadfast.metrics.timeline.AppliedTarget;
import dev.steadfast.metrics.timeline.AppliedTarget.State;
import dev.steadfast.metrics.timeline.ExplainedTarget;
import dev.steadfast.metrics.timeline.ExplainedTarget.TargetPart;
import dev.steadfast.metrics.timeline.SlaPolicy;
import dev.steadfast.metrics.timeline.TargetClock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where a target comes from, and what became of it part by part. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ExplainedTarget")
record ExplainedTargetView(
    @JsonUnwrapped TargetView target,
    @Schema(description = "The event that began it.") EventView appliedBy,
    @Schema(description = "The event that met or ended it; absent where time alone decided.")
        @Nullable EventView decidedBy,
    @Schema(description = "How much of the limit was used: the counted parts together.")
        long countedMs,
    @Schema(
            description =
                "What passed from its application until it was decided or up to now, in order and without gaps. The"
                    + " first 10,000.")
        List<TargetPartView> parts,
    int partsOmitted,
    String inWords) {

  /** A part of the time of a target. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "ExplainedTargetPart")
  record TargetPartView(
      OffsetDateTime from,
      OffsetDateTime to,
      long ms,
      String status,
      boolean counted,
      @Schema(
              enumeration = {
                "with-agents",
                "with-third-party",
                "with-requester",
                "done",
                "outside-hours",
                "holiday"
              })
          String reason,
      @Schema(description = "The name of the holiday.") @Nullable String holiday) {
    static TargetPartView of(TargetPart part) {
      return new TargetPartView(
          utc(part.from()),
          utc(part.to()),
          part.ms(),
          code(part.status()),
          part.isCounted(),
          code(part.reason()),
          part.holiday().orElse(null));
    }
  }

  static ExplainedTargetView of(ExplainedTarget one) {
    return new ExplainedTargetView(
        TargetView.of(one.target()),
        EventView.of(one.applied()),
        one.decided().map(EventView::of).orElse(null),
        one.counted(),
        one.parts().stream().limit(ExplanationView.MAX_PARTS).map(TargetPartView::of).toList(),
        Math.max(0, one.parts().size() - ExplanationView.MAX_PARTS),
        words(one));
  }

  private static String words(ExplainedTarget one) {
    AppliedTarget target = one.target();
    SlaPolicy policy = target.policy();
    String clock =
        target.clock() instanceof TargetClock.Business business
            ? "business time by version " + business.version() + " of the schedule"
            : "calendar time";
    return "The policy '%s' in version %d set a target for the %s at %s: %s of %s%s. %s"
        .formatted(
            policy.name(),
            policy.version(),
            target.kind().code().replace('-', ' '),
            Instant.ofEpochMilli(target.appliedAt()),
            Duration.ofMillis(target.limit()),
            clock,
            target.frozen().priority() == null
                ? ""
                : ", by the priority '" + target.frozen().priority() + "' that it had then",
            outcome(one));
  }

  private static String outcome(ExplainedTarget one) {
    String used = Duration.ofMillis(one.counted()).toString();
    return switch (one.target().state()) {
      case State.Met met ->
          "It was met at %s, after %s.".formatted(Instant.ofEpochMilli(met.at()), used);
      case State.Missed missed ->
          "It fell due unmet at %s.".formatted(Instant.ofEpochMilli(missed.at()));
      case State.Running r -> "It runs; %s have passed.".formatted(used);
      case State.Paused paused ->
          "It stands still, with %s left.".formatted(Duration.ofMillis(paused.left()));
      case State.Ended ended ->
          "Nobody waited any more from %s on, after %s; it counts nowhere."
              .formatted(Instant.ofEpochMilli(ended.at()), used);
    };
  }

  private static OffsetDateTime utc(long at) {
    return Instant.ofEpochMilli(at).atOffset(ZoneOffset.UTC);
  }

  private static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
