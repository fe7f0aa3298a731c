package dev.steadfast.metrics.timeline;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The policies of a tenant with their history. */
public record ServiceLevels(List<SlaPolicy> policies) {
  /** Of a tenant without policies. */
  public static final ServiceLevels NONE = new ServiceLevels(List.of());

  public ServiceLevels {
    policies =
        policies.stream()
            .sorted(Comparator.comparingInt(SlaPolicy::position).thenComparing(SlaPolicy::id))
            .toList();
  }

  boolean areNone() {
    return policies.isEmpty();
  }

  /** The first policy in force at that instant that fits. */
  Optional<SlaPolicy> applying(long at, SlaPolicy.Frozen what) {
    return policies.stream()
        .filter(policy -> policy.isInForce(at) && policy.fits(what))
        .findFirst();
  }
}
