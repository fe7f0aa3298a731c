package dev.steadfast.core.effect;

/**
 * An initiative that starts and stays.
 *
 * @param start the first day that it can have acted on, counted from 0; at least 1
 */
public record Intervention(String name, int start) {
  public Intervention {
    if (start < 1) {
      throw new IllegalArgumentException("an initiative needs a day before it: " + start);
    }
  }
}
