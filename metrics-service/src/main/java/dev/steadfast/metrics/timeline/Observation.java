package dev.steadfast.metrics.timeline;

import dev.steadfast.contracts.metric.MetricDefinition;

/**
 * One exact value of one metric, as found in one interaction.
 *
 * @param ordinal tells apart the observations of one metric in one interaction, from 0
 * @param at the anchor: which instant puts it into a period, in milliseconds since the epoch
 * @param value by the kind of the metric: 1 for a count, milliseconds for a duration, 0 or 1 for
 *     the numerator of a ratio, the change of a level
 */
public record Observation(
    MetricDefinition metric, int ordinal, long at, long value, Dimensions dimensions) {
  /** Of what tells observations of one interaction apart; that of a whole definition costs more. */
  @Override
  public int hashCode() {
    return 31 * (31 * metric.key().hashCode() + ordinal) + Long.hashCode(at);
  }
}
