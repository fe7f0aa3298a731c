package dev.steadfast.goals.goal;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A merge patch of a goal, or the goal that it gives. */
@Schema(
    name = "GoalPatch",
    description =
        "A JSON Merge Patch (RFC 7396): absent fields stay, null removes. A change of target, scope or period"
            + " of an active goal needs a revision with its reason.",
    examples =
        """
        {"target": {"levels": {"target": "PT22H"}},
         "revision": {"kind": "too-easy", "reason": "The new macros brought half of it in a week."}}
        """)
record GoalPatch(
    @Nullable String title,
    @Nullable String description,
    GoalRequest.@Nullable OwnerPart owner,
    @Nullable Map<String, @Nullable String> scope,
    GoalRequest.@Nullable PeriodPart period,
    GoalRequest.@Nullable TargetPart target,
    @Nullable List<@Nullable String> tags,
    @Nullable RevisionPart revision) {

  /** Why a goal is changed. Revising is not failing. */
  @Schema(
      name = "GoalRevisionReason",
      requiredProperties = {"reason", "kind"})
  record RevisionPart(
      @Schema(maxLength = 2000) @Nullable String reason,
      @Schema(enumeration = {"learned", "context-changed", "too-easy", "unreachable", "corrected"})
          @Nullable String kind) {
    static final List<String> KINDS =
        List.of("learned", "context-changed", "too-easy", "unreachable", "corrected");
  }

  GoalRequest request() {
    return new GoalRequest(title, description, owner, scope, period, target, tags);
  }
}
