package dev.steadfast.metrics.processing;

import dev.steadfast.metrics.contact.Encounter;
import dev.steadfast.metrics.contact.Finding;
import dev.steadfast.metrics.contact.Findings;
import dev.steadfast.metrics.timeline.Measures;
import dev.steadfast.metrics.timeline.Observation;
import dev.steadfast.metrics.timeline.OwnMetrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The encounters of a share of the customers of a tenant, for metrics that need them. */
final class EncounterPool {
  private final int share;
  private final int shares;
  private final Map<String, List<Encounter>> byCustomer = new HashMap<>();

  /**
   * An empty one.
   *
   * @param share which of the shares, from 0 on
   * @param shares 0 where no metric needs any, so that nothing is kept
   */
  EncounterPool(int share, int shares) {
    this.share = share;
    this.shares = shares;
  }

  void add(UUID interaction, Measures measures, OwnMetrics own) {
    String customer = measures.customer();
    if (customer != null && shares > 0) {
      Encounter.of(interaction, measures, own).ifPresent(one -> add(customer, one));
    }
  }

  void add(String customer, Encounter encounter) {
    if (shares > 0 && Math.floorMod(customer.hashCode(), shares) == share) {
      byCustomer.computeIfAbsent(customer, c -> new ArrayList<>(1)).add(encounter);
    }
  }

  /** What they count for, customer by customer, computed as it is asked for. */
  Iterable<List<Observation>> observations() {
    return () -> byCustomer.values().stream().map(EncounterPool::observations).iterator();
  }

  private static List<Observation> observations(List<Encounter> ofOne) {
    return Findings.of(ofOne).stream().map(Finding::observation).toList();
  }
}
