package dev.steadfast.goals.progress;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Days in which a source sent nothing although it usually does, or part of them. Totals of those
 * days are too low, and levels are not known.
 *
 * @param source which sends for a system
 * @param missed how much of a usual week of the source is missing in each of the days; at least one
 */
public record Silence(String source, String system, SortedMap<LocalDate, Double> missed) {
  private static final double DAYS_A_WEEK = 7;

  /** As much again as is usual may be missing. */
  private static final double ALLOWANCE = 2;

  /** More than any total that could be told apart from one that is unknown. */
  static final double UNKNOWN = 1e9;

  boolean has(LocalDate day) {
    return missed.containsKey(day);
  }

  private double weeksIn(DateRange days) {
    return missed.subMap(days.from(), days.to().plusDays(1)).values().stream()
        .mapToDouble(Double::doubleValue)
        .sum();
  }

  /**
   * What a total of those days may have to be multiplied by at most to be what it would be without
   * the silences: 1 where there is none. Nobody knows which source a total comes from, so that the
   * one counts that was silent for longest: of {@code W} weeks {@code s} are missing, which at the
   * rate of the others is {@code s / (W - s)} of what was counted. Twice that is allowed for.
   */
  static double mostFactor(DateRange days, List<Silence> silences) {
    Map<List<String>, Double> bySource = new HashMap<>();
    silences.forEach(
        one -> bySource.merge(List.of(one.source(), one.system()), one.weeksIn(days), Double::sum));
    double missing = bySource.values().stream().max(Comparator.naturalOrder()).orElse(0.0);
    double all = days.days() / DAYS_A_WEEK;
    return missing < all ? Math.min(UNKNOWN, 1 + ALLOWANCE * missing / (all - missing)) : UNKNOWN;
  }

  /** Who sent nothing when, of those that have days among these, in words. */
  static String reason(DateRange days, List<Silence> silences) {
    List<Silence> touching =
        silences.stream()
            .filter(one -> one.weeksIn(days) > 0)
            .sorted(Comparator.comparing((Silence one) -> one.missed().lastKey()).reversed())
            .toList();
    Silence newest = touching.getFirst();
    LocalDate first = newest.missed().firstKey();
    LocalDate last = newest.missed().lastKey();
    int others = touching.size() - 1;
    return "%s sent nothing on %s%s%s"
        .formatted(
            newest.source(),
            first,
            last.equals(first) ? "" : " to " + last,
            others == 0 ? "" : others == 1 ? ", and once more" : ", and " + others + " times more");
  }
}
