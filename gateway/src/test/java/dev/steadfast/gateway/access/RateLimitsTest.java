package dev.steadfast.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
  private static final UUID TENANT = UUID.fromString("01954f3e-0c00-7000-8000-00000000000a");

  @Test
  void aKeyIsHeldToItsRate() {
    RateLimits limits = new RateLimits(5, 100, 100);

    long allowed = allowed(limits, caller("one"), 20);

    assertThat(allowed).isBetween(5L, 7L);
    RateLimits.Verdict refused = limits.count(caller("one"));
    assertThat(refused.allowed()).isFalse();
    assertThat(refused.limit()).isEqualTo(5);
    assertThat(refused.resetSeconds()).isEqualTo(1);
  }

  @Test
  void manyKeysOfOneTenantAreHeldToTheTenantsRate() {
    RateLimits limits = new RateLimits(5, 8, 100);

    long allowed =
        IntStream.range(0, 10)
            .mapToLong(number -> allowed(limits, caller("key" + number), 4))
            .sum();

    assertThat(allowed).isBetween(8L, 11L);
  }

  @Test
  void theNearestLimitIsReported() {
    RateLimits limits = new RateLimits(10, 4, 100);

    RateLimits.Verdict verdict = limits.count(caller("one"));

    assertThat(verdict.limit()).isEqualTo(4);
    assertThat(verdict.remaining()).isEqualTo(3);
  }

  @Test
  void anAddressWithTooManyRefusedKeysIsNotLookedUpForAWhile() {
    RateLimits limits = new RateLimits(10, 10, 3);
    assertThat(limits.mayQuery("192.0.2.1")).isTrue();

    IntStream.range(0, 10).forEach(time -> limits.refused("192.0.2.1"));

    assertThat(limits.mayQuery("192.0.2.1")).isFalse();
    assertThat(limits.mayQuery("192.0.2.2")).isTrue();
  }

  private static long allowed(RateLimits limits, Principal caller, int requests) {
    return IntStream.range(0, requests).filter(request -> limits.count(caller).allowed()).count();
  }

  private static Principal caller(String key) {
    return new Principal(TENANT, "UTC", false, key, List.of("goals:read"));
  }
}
