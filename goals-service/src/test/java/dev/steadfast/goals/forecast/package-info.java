/** Forecasts of series and what-ifs. */
@NullMarked
package dev.steadfast.goals.forecast;

import org.jspecify.annotations.NullMarked;
