/**
 * What comes next: forecasts of series sent in, and the odds of a goal with its initiatives added,
 * moved or left out.
 */
@NullMarked
package dev.steadfast.goals.forecast;

import org.jspecify.annotations.NullMarked;
