/**
 * Forecasts against published series, against the clock, and stated odds against what happens on
 * invented metrics.
 */
@NullMarked
package dev.steadfast.bench.forecast;

import org.jspecify.annotations.NullMarked;
