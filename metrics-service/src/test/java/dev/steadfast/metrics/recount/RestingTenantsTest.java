package dev.steadfast.metrics.recount;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steadfast.platform.testing.MovableClock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RestingTenantsTest {
  private final MovableClock clock = new MovableClock();
  private final RestingTenants resting = new RestingTenants(clock);
  private final UUID tenant = new UUID(0, 1);

  @Test
  void whoFailsRestsLongerEachTimeUpToAnHour() {
    resting.failed(tenant);
    clock.moveAhead(Duration.ofSeconds(59));
    assertThat(resting.now()).containsExactly(tenant);
    clock.moveAhead(Duration.ofSeconds(2));
    assertThat(resting.now()).isEmpty();

    resting.failed(tenant);
    clock.moveAhead(Duration.ofSeconds(119));
    assertThat(resting.now()).containsExactly(tenant);

    for (int i = 0; i < 10; i++) {
      resting.failed(tenant);
    }
    clock.moveAhead(Duration.ofMinutes(61));
    assertThat(resting.now()).isEmpty();
  }

  @Test
  void whoSucceedsBeginsAnew() {
    resting.failed(tenant);
    resting.failed(tenant);
    resting.succeeded(tenant);
    assertThat(resting.now()).isEmpty();

    resting.failed(tenant);
    clock.moveAhead(Duration.ofSeconds(61));
    assertThat(resting.now()).isEmpty();
  }
}
