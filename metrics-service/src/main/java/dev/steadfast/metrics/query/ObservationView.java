package dev.steadfast.metrics.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steadfast.metrics.reference.ReferenceView;
import dev.steadfast.platform.http.Cursor;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One exact value behind a number.
 *
 * @param value in the unit of the metric: milliseconds for a duration; 1 or 0 for a ratio: in the
 *     numerator or not; 1 for a count and for what is in a level
 * @param at what puts it into a period; of a level and of ages since when it is in it
 * @param ordinal tells apart several observations of one interaction
 * @param teamLabel what the team is called, where that is known
 * @param agentLabel what the agent is called, where that is known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ObservationView(
    UUID interactionId,
    String system,
    String subject,
    OffsetDateTime at,
    BigDecimal value,
    @Nullable String team,
    @Nullable String agent,
    @Nullable String channel,
    @Nullable String priority,
    int ordinal,
    @Nullable String teamLabel,
    @Nullable String agentLabel) {

  /** The same, with what its team and agent are called. */
  ObservationView with(Map<String, ReferenceView> teams, Map<String, ReferenceView> agents) {
    return new ObservationView(
        interactionId,
        system,
        subject,
        at,
        value,
        team,
        agent,
        channel,
        priority,
        ordinal,
        label(team, teams),
        label(agent, agents));
  }

  private static @Nullable String label(@Nullable String id, Map<String, ReferenceView> named) {
    ReferenceView reference = id == null ? null : named.get(id);
    return reference == null ? null : reference.label();
  }

  Cursor cursor() {
    return Cursor.after(at, interactionId, ordinal);
  }
}
