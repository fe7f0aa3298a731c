/**
 * Business time: schedules of weekly hours with history, holidays and special days, and the time
 * that counts between two instants. Plain Java.
 *
 * <p><b>When a schedule is open.</b> Hours are local wall-clock times in the schedule's zone. What
 * a date does is decided by that date alone: the version in force on it, then its special hours,
 * then its holiday, then its weekly hours, to which belongs what the evening before runs past
 * midnight. So a holiday closes its date from midnight to midnight, and the night shift of its eve
 * ends at midnight.
 *
 * <p><b>Daylight saving.</b> An interval covers the time that really passes between the instants of
 * its edges. An edge that a clock change skips is the end of the gap; an edge in an hour that comes
 * twice is its first occurrence. Edges keep their order by this, so intervals that touch leave no
 * time out and count none twice: a 24/7 schedule counts 23 hours on the short day and 25 on the
 * long one, and an interval around a repeated hour counts both. The second pass of a repeated hour
 * belongs to whatever is open at its end.
 */
@NullMarked
package dev.steadfast.core.schedule;

import org.jspecify.annotations.NullMarked;
