/** What schedules promise. Known answers are published holidays, and sums by hand. */
@NullMarked
package dev.steadfast.metrics.schedule;

import org.jspecify.annotations.NullMarked;
