package dev.steadfast.metrics.check;

import dev.steadfast.metrics.processing.CellCheck;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A check that is under way.
 *
 * @param metrics their keys
 * @param done how many parts are
 * @param found in these
 * @param attempts how often it was left since the last part was done
 */
record CheckJob(
    UUID tenant,
    UUID id,
    Set<String> metrics,
    Optional<Parts> parts,
    int done,
    Optional<CheckView> found,
    int attempts) {

  /**
   * How many parts its cells are checked in.
   *
   * @param alone of the metrics that an interaction has alone
   * @param together of those that need the others of its customer
   */
  record Parts(int alone, int together) {
    int all() {
      return alone + together;
    }
  }

  /** The keys of the metrics that an interaction has alone. */
  Set<String> alone() {
    return those(key -> !CellCheck.needsNeighbours(Set.of(key)));
  }

  /** The keys of the metrics that need the others of a customer. */
  Set<String> together() {
    return those(key -> CellCheck.needsNeighbours(Set.of(key)));
  }

  private Set<String> those(Predicate<String> which) {
    return metrics.stream().filter(which).collect(Collectors.toCollection(TreeSet::new));
  }
}
