package dev.steadfast.metrics.arrival;

import java.time.LocalDate;
import java.util.SortedMap;

/**
 * A run of whole hours in which a source sent nothing although it usually does.
 *
 * @param from the first hour, in hours since the epoch
 * @param to the hour in which it sent again, or the present one
 * @param isOver whether it has sent again
 * @param usualHours in how many of the hours it usually sends
 * @param missed how much of a usual week of the source is missing in each local day of it, of its
 *     first {@value Silences#WEEKS} weeks: 1 in all if a week's events are
 * @param chance of so long a silence in its own weekly pattern, below {@link Silences#LIMIT}
 */
public record Silence(
    long from,
    long to,
    boolean isOver,
    int usualHours,
    SortedMap<LocalDate, Double> missed,
    double chance) {}
