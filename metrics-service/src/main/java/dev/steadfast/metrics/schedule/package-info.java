/**
 * Schedules: hours with their history, holidays from a calendar, from dates or from a file, and
 * what counts between two instants. Measured by {@code dev.steadfast.core.schedule}.
 */
@NullMarked
package dev.steadfast.metrics.schedule;

import org.jspecify.annotations.NullMarked;
