package dev.steadfast.core.forecast;

/**
 * A lasting change of level within the history, as {@link Shifts} finds it for a forecast; that of
 * {@code core.change} carries the chance that it is real.
 *
 * @param index the first step at the new level, counted from the first of the series
 * @param size new minus old level, in the unit of the series
 */
public record LevelShift(int index, double size) {}
