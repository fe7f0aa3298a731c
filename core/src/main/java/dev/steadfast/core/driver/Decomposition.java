package dev.steadfast.core.driver;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The change of a number, split by the values of a dimension. The parts sum to the change.
 *
 * @param before the number in the first period
 * @param after the number in the second
 * @param parts the largest contribution first
 */
public record Decomposition(double before, double after, List<Part> parts) {
  private static final Comparator<Part> LARGEST_FIRST =
      Comparator.comparingDouble((Part part) -> -Math.abs(part.contribution()))
          .thenComparing(Part::value);

  /**
   * What one value contributes.
   *
   * @param shareBefore of all observations, 0 to 1
   * @param rateBefore the number of this value alone; empty where it had no observation
   * @param mix since its share of all observations is another
   * @param rate since its own number is another
   */
  public record Part(
      String value,
      double shareBefore,
      double shareAfter,
      OptionalDouble rateBefore,
      OptionalDouble rateAfter,
      double mix,
      double rate) {

    /** Both together. */
    public double contribution() {
      return mix + rate;
    }
  }

  public Decomposition {
    parts = parts.stream().sorted(LARGEST_FIRST).toList();
  }

  /** What the parts sum to. */
  public double change() {
    return after - before;
  }

  /**
   * Splits the change of an average, such as a share or a mean, after Kitagawa (1955), with the
   * averages of both periods as weights, so that no interaction is left and swapping the periods
   * swaps the signs. With share {@code s}, rate {@code r}, the average {@code R} of all and bars
   * for the mean of both periods, a value contributes {@code s̄ Δr} by its rate and {@code Δs (r̄ −
   * R̄)} by the mix: to hand observations to a value that is better than the whole helps the whole.
   * A value that is in one period only has no change of rate.
   *
   * @param scale by which amount over weight is multiplied; 100 for percent
   * @return empty if either period has no observation at all
   */
  public static Optional<Decomposition> ofAverage(List<Group> groups, double scale) {
    double weightBefore = groups.stream().mapToDouble(Group::weightBefore).sum();
    double weightAfter = groups.stream().mapToDouble(Group::weightAfter).sum();
    if (weightBefore == 0 || weightAfter == 0) {
      return Optional.empty();
    }
    double before = scale * groups.stream().mapToDouble(Group::amountBefore).sum() / weightBefore;
    double after = scale * groups.stream().mapToDouble(Group::amountAfter).sum() / weightAfter;
    double middle = (before + after) / 2;
    return Optional.of(
        new Decomposition(
            before,
            after,
            groups.stream()
                .filter(group -> group.weightBefore() > 0 || group.weightAfter() > 0)
                .map(group -> part(group, scale, weightBefore, weightAfter, middle))
                .toList()));
  }

  private static Part part(
      Group group, double scale, double allBefore, double allAfter, double middle) {
    double shareBefore = group.weightBefore() / allBefore;
    double shareAfter = group.weightAfter() / allAfter;
    OptionalDouble rateBefore = rate(group.amountBefore(), group.weightBefore(), scale);
    OptionalDouble rateAfter = rate(group.amountAfter(), group.weightAfter(), scale);
    double from = rateBefore.orElseGet(rateAfter::orElseThrow);
    double to = rateAfter.orElseGet(rateBefore::orElseThrow);
    return new Part(
        group.value(),
        shareBefore,
        shareAfter,
        rateBefore,
        rateAfter,
        (shareAfter - shareBefore) * ((from + to) / 2 - middle),
        (shareBefore + shareAfter) / 2 * (to - from));
  }

  private static OptionalDouble rate(double amount, double weight, double scale) {
    return weight == 0 ? OptionalDouble.empty() : OptionalDouble.of(scale * amount / weight);
  }

  /**
   * Splits the change of a count: each value contributes its own change. Of that, {@code rate} is
   * what it would have been had all grown alike, {@code s̄ ΔN}, and {@code mix} what its share of
   * the whole makes, {@code N̄ Δs}; the mixes sum to nothing. The rates of a part are its counts.
   */
  public static Decomposition ofCount(List<Group> groups) {
    double before = groups.stream().mapToDouble(Group::weightBefore).sum();
    double after = groups.stream().mapToDouble(Group::weightAfter).sum();
    return new Decomposition(
        before,
        after,
        groups.stream()
            .filter(group -> group.weightBefore() > 0 || group.weightAfter() > 0)
            .map(group -> part(group, before, after))
            .toList());
  }

  private static Part part(Group group, double before, double after) {
    double countBefore = group.weightBefore();
    double countAfter = group.weightAfter();
    // A period without anything has no shares of its own: the other's say what came or went.
    double shareBefore = before == 0 ? countAfter / after : countBefore / before;
    double shareAfter = after == 0 ? countBefore / before : countAfter / after;
    return new Part(
        group.value(),
        before == 0 ? 0 : shareBefore,
        after == 0 ? 0 : shareAfter,
        OptionalDouble.of(countBefore),
        OptionalDouble.of(countAfter),
        (before + after) / 2 * (shareAfter - shareBefore),
        (shareBefore + shareAfter) / 2 * (after - before));
  }
}
