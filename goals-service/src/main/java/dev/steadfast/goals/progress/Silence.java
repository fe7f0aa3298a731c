package dev.steadfast.goals.progress;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Days in which a source sent nothing although it usually does, or part of them. Totals of those
 * days are too low, and levels are not known.
 *
 * @param from its first day
 * @param to its last day
 * @param weeks how much of a usual week of the source it takes
 */
public record Silence(String source, LocalDate from, LocalDate to, double weeks) {
  private static final double DAYS_A_WEEK = 7;

  /** As much again as is usual may be missing. */
  private static final double ALLOWANCE = 2;

  /** More than any total that could be told apart from one that is unknown. */
  private static final double UNKNOWN = 1e9;

  boolean has(LocalDate day) {
    return !day.isBefore(from) && !day.isAfter(to);
  }

  /** How much of a usual week of the source is missing in those days. */
  private double weeksIn(DateRange days) {
    LocalDate first = from.isBefore(days.from()) ? days.from() : from;
    LocalDate last = to.isAfter(days.to()) ? days.to() : to;
    long both = ChronoUnit.DAYS.between(first, last) + 1;
    return both <= 0 ? 0 : weeks * both / (ChronoUnit.DAYS.between(from, to) + 1);
  }

  /**
   * What a total of those days may have to be multiplied by at most to be what it would be without
   * the silences: 1 where there is none. Nobody knows which source a total comes from, so that the
   * one counts that was silent for longest: of {@code W} weeks {@code s} are missing, which at the
   * rate of the others is {@code s / (W - s)} of what was counted. Twice that is allowed for.
   */
  static double mostFactor(DateRange days, List<Silence> silences) {
    Map<String, Double> bySource = new HashMap<>();
    silences.forEach(one -> bySource.merge(one.source(), one.weeksIn(days), Double::sum));
    double missing = bySource.values().stream().max(Comparator.naturalOrder()).orElse(0.0);
    double all = days.days() / DAYS_A_WEEK;
    return missing < all ? Math.min(UNKNOWN, 1 + ALLOWANCE * missing / (all - missing)) : UNKNOWN;
  }

  /** Who sent nothing when, of those that touch the days, in words. */
  static String reason(DateRange days, List<Silence> silences) {
    List<Silence> touching =
        silences.stream()
            .filter(one -> !one.from().isAfter(days.to()) && !one.to().isBefore(days.from()))
            .sorted(Comparator.comparing(Silence::to).reversed())
            .toList();
    Silence newest = touching.getFirst();
    String more = touching.size() > 1 ? ", and " + (touching.size() - 1) + " more such times" : "";
    return "%s sent nothing on %s%s%s"
        .formatted(
            newest.source(),
            newest.from(),
            newest.to().equals(newest.from()) ? "" : " to " + newest.to(),
            more);
  }
}
