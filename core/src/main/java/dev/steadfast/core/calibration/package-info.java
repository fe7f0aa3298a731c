/**
 * Were the forecasts right? Scores of single forecasts when they are due, the table of stated odds
 * against what happened, and what follows for the spread of the next ones. Plain Java.
 */
@NullMarked
package dev.steadfast.core.calibration;

import org.jspecify.annotations.NullMarked;
