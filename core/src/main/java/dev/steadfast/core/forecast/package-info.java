/**
 * Forecasts of daily, weekly or monthly series, and the odds of what a window will measure. Plain
 * Java, deterministic: the seed of every simulation is the hash of its input.
 */
@NullMarked
package dev.steadfast.core.forecast;

import org.jspecify.annotations.NullMarked;
