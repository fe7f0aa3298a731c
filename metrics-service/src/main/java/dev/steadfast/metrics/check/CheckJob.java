package dev.steadfast.metrics.check;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

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
}
