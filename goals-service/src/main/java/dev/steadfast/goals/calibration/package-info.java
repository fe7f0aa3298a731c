/**
 * Were the forecasts right? The public record of scored forecasts, as a table and a diagram, and
 * what it means for the spread of the next ones.
 */
@NullMarked
package dev.steadfast.goals.calibration;

import org.jspecify.annotations.NullMarked;
