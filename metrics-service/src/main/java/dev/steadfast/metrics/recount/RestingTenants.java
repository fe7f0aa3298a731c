package dev.steadfast.metrics.recount;

import dev.steadfast.platform.inbox.ConcurrentChange;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Tenants of which a step failed, so that they keep no other from its turn: for a minute, and twice
 * as long after each further failure, up to an hour. Known to one process, by one thread.
 */
final class RestingTenants {
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  private final Clock clock;
  private final Map<UUID, Rest> resting = new HashMap<>();

  private record Rest(Duration length, Instant end) {}

  RestingTenants(Clock clock) {
    this.clock = clock;
  }

  /** Whether events came first, so that the step is taken again. */
  static boolean isConflict(Exception e) {
    return e instanceof ConcurrentChange
        || (e instanceof SQLException sql && "40P01".equals(sql.getSQLState()));
  }

  void failed(UUID tenant) {
    Rest before = resting.get(tenant);
    Duration length = before == null ? FIRST : before.length().multipliedBy(2);
    length = length.compareTo(LONGEST) > 0 ? LONGEST : length;
    resting.put(tenant, new Rest(length, clock.instant().plus(length)));
  }

  void succeeded(UUID tenant) {
    resting.remove(tenant);
  }

  /** Whose turn it is not. */
  UUID[] now() {
    Instant now = clock.instant();
    return resting.entrySet().stream()
        .filter(one -> one.getValue().end().isAfter(now))
        .map(Map.Entry::getKey)
        .toArray(UUID[]::new);
  }
}
