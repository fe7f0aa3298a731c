package dev.steadfast.metrics.interaction;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steadfast.metrics.timeline.AppliedTarget;
import dev.steadfast.metrics.timeline.AppliedTarget.State;
import dev.steadfast.metrics.timeline.SlaPolicy;
import dev.steadfast.metrics.timeline.TargetClock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A target that a policy set an interaction, as it was frozen, and how it stands. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "AppliedTarget")
record TargetView(
    @Schema(description = "Tells apart the targets of one interaction, from 0.") int ordinal,
    @Schema(enumeration = {"first-response", "next-response", "resolution", "agent-work"})
        String kind,
    UUID policyId,
    @Schema(description = "The version of the policy that was in force.") long policyVersion,
    String policyName,
    @Schema(
            enumeration = {"met", "missed", "running", "paused", "ended"},
            description =
                "ended: nobody waits any more, and it was not due by then. Only met and missed ones count.")
        String state,
    OffsetDateTime appliedAt,
    @Schema(description = "When it falls or fell due; absent while it stands still.")
        @Nullable OffsetDateTime dueAt,
    @Schema(description = "When it was met, fell due or ended.") @Nullable OffsetDateTime decidedAt,
    @Schema(description = "In the time of its clock.", examples = "PT4H") String limit,
    @Schema(description = "Of a paused one: what is left of the limit.") @Nullable String left,
    @Schema(enumeration = {"calendar", "business"}) String clock,
    @Nullable UUID scheduleId,
    @Schema(description = "The version of the schedule whose hours count.")
        @Nullable Long scheduleVersion,
    @Schema(description = "What the interaction was when it was applied.")
        SlaPolicy.Frozen frozen) {

  static TargetView of(AppliedTarget target) {
    TargetClock.Business business = target.clock() instanceof TargetClock.Business own ? own : null;
    return new TargetView(
        target.ordinal(),
        target.kind().code(),
        target.policy().id(),
        target.policy().version(),
        target.policy().name(),
        state(target.state()),
        utc(target.appliedAt()),
        target.due().isPresent() ? utc(target.due().getAsLong()) : null,
        decidedAt(target.state()),
        Duration.ofMillis(target.limit()).toString(),
        target.state() instanceof State.Paused paused
            ? Duration.ofMillis(paused.left()).toString()
            : null,
        business == null ? "calendar" : "business",
        business == null ? null : business.schedule(),
        business == null ? null : business.version(),
        target.frozen());
  }

  static String state(State state) {
    return switch (state) {
      case State.Met m -> "met";
      case State.Missed m -> "missed";
      case State.Running r -> "running";
      case State.Paused p -> "paused";
      case State.Ended e -> "ended";
    };
  }

  private static @Nullable OffsetDateTime decidedAt(State state) {
    return switch (state) {
      case State.Met met -> utc(met.at());
      case State.Missed missed -> utc(missed.at());
      case State.Ended ended -> utc(ended.at());
      case State.Running r -> null;
      case State.Paused p -> null;
    };
  }

  private static OffsetDateTime utc(long at) {
    return Instant.ofEpochMilli(at).atOffset(ZoneOffset.UTC);
  }
}
