package dev.steadfast.metrics.sla;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A policy as people write it, and as each version is kept. Checked by {@link SlaPolicyRules}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "SlaPolicyRequest",
    requiredProperties = {"name", "position", "targets"},
    examples = SlaPolicyRequest.EXAMPLE)
record SlaPolicyRequest(
    @Schema(minLength = 1, maxLength = 200) @Nullable String name,
    @Schema(
            minimum = "0",
            maximum = "100000",
            description = "Of the policies that fit, the one with the lowest position applies.")
        @Nullable Integer position,
    @Schema(
            description =
                "From when on it counts, also in the past; now by default, or when the policy begins if that is still to come. It takes the place of all that the policy"
                    + " says from then on. Targets that were applied before stay as they were.")
        @Nullable OffsetDateTime validFrom,
    @Nullable ConditionsPart conditions,
    @Schema(minItems = 1, maxItems = 4, description = "At most one of each kind.")
        @Nullable List<@Nullable TargetPart> targets) {

  static final String EXAMPLE =
      """
      {"name": "Urgent mail", "position": 10,
       "conditions": {"channel": ["email"], "priority": ["high", "urgent"]},
       "targets": [
         {"kind": "first-response", "limit": "PT4H", "limitByPriority": {"urgent": "PT1H"}},
         {"kind": "resolution", "limit": "P3D"}]}
      """;

  /** The same without the instant, which belongs to a version and not to what it says. */
  SlaPolicyRequest withoutValidFrom() {
    return new SlaPolicyRequest(name, position, null, conditions, targets);
  }

  /** Which interactions it is for. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "SlaConditions",
      description =
          "What the interaction is when a target is applied. Of each list one value; all if absent or empty.")
  record ConditionsPart(
      @Schema(maxItems = 50) @Nullable List<@Nullable String> channel,
      @Schema(maxItems = 50) @Nullable List<@Nullable String> priority,
      @Schema(maxItems = 50) @Nullable List<@Nullable String> team) {}

  /** A limit. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "SlaTarget", requiredProperties = "kind")
  record TargetPart(
      @Schema(
              enumeration = {"first-response", "next-response", "resolution", "agent-work"},
              description =
                  "resolution counts new, open and on hold; agent-work new and open; the responses all but resolved"
                      + " and closed.")
          @Nullable String kind,
      @Schema(
              description =
                  "An ISO 8601 duration, PT1M to P366D, for priorities without one of their own. A day is 24 hours,"
                      + " also of business time.",
              examples = "PT4H")
          @Nullable String limit,
      @Schema(maxProperties = 50, description = "Limits of single priorities.")
          @Nullable Map<String, @Nullable String> limitByPriority,
      @Schema(
              enumeration = {CALENDAR, BUSINESS},
              defaultValue = CALENDAR)
          @Nullable String clock,
      @Schema(description = "Of the business clock: whose hours count.")
          @Nullable UUID scheduleId) {
    static final String CALENDAR = "calendar";
    static final String BUSINESS = "business";
  }
}
