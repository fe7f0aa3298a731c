package dev.steadfast.core.effect;

/**
 * What the values after the start are compared with. Either method with controls is averaged with
 * their plain mean, one to one, by the evidence before the start (see {@link Counterfactual}).
 */
public enum Method {
  /** One or two comparable series, or too many to weigh: their mean, on the scale of the values. */
  DIFFERENCE_IN_DIFFERENCES,
  /** Three or more comparable series, weighted so that they follow the values before the start. */
  SYNTHETIC_CONTROL,
  /** The series' own past: level, trend where there is evidence for one, season. */
  INTERRUPTED_TIME_SERIES
}
