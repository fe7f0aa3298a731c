package dev.steadfast.metrics.timeline;

/**
 * What a tenant has decided about counting. It never changes: another decision is another revision.
 *
 * @param revision grows with each decision; 0 before the first
 * @param own the metrics of its own
 * @param levels the targets that interactions are given
 */
public record Rules(long revision, OwnMetrics own, ServiceLevels levels) {
  /** Of a tenant that has decided nothing. */
  public static final Rules NONE = new Rules(0, OwnMetrics.NONE, ServiceLevels.NONE);
}
