package dev.steadfast.metrics.timeline;

/**
 * What the measures of a timeline depend on besides its events. Under the same circumstances a
 * timeline always measures the same, so that what was counted can be computed again.
 *
 * @param fold by which version of the fold it is counted
 * @param until up to when time has passed, in milliseconds since the epoch
 */
public record Circumstances(int fold, Rules rules, long until) {
  /** By the fold of this release. */
  public static Circumstances of(Rules rules, long until) {
    return new Circumstances(Fold.VERSION, rules, until);
  }

  /** Whether those rules, by the fold of this release, may measure otherwise. */
  public boolean isOutdated(Rules now) {
    return fold < Fold.VERSION || rules.revision() != now.revision();
  }
}
