package dev.steadfast.metrics.timeline;

/** Time from one instant to before another, in milliseconds since the epoch. */
public record Stretch(long from, long to) {
  public Stretch {
    if (to < from) {
      throw new IllegalArgumentException(to + " is before " + from);
    }
  }
}
