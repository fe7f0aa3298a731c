package dev.steadfast.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steadfast.launcher.demo.Demo;
import dev.steadfast.launcher.demo.Screen;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer sees first, and every number of it. */
@ExtendWith(RunningSuite.Shared.class)
class DemoE2E {
  private final TenantClient tenant;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @TempDir private Path folder;

  DemoE2E(RunningSuite suite) {
    this.tenant = suite.newTenant("Demo");
  }

  @Test
  void theDemoShowsGoalsAndEveryCellIsWhatItsEventsSay() {
    // Given
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    Demo demo =
        new Demo(
            tenant.url(), tenant.key(), folder, new Screen(out, false, InstantSource.system()));
    demo.plan(true);

    // When
    boolean isThere = demo.seed();

    // Then
    assertThat(isThere).isTrue();
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("goal", "value", "target", "progress", "odds", "status");
    JsonNode goals = tenant.get("/v1/goals?state=active&limit=100").expect(200).json();
    assertThat(goals.path("items").size()).isGreaterThanOrEqualTo(4);
    for (JsonNode goal : goals.path("items")) {
      assertThat(goal.at("/standing/value").isNumber()).as(goal.toString()).isTrue();
      assertThat(printed.toString(StandardCharsets.UTF_8)).contains(goal.path("title").asText());
    }
    Answer checked = tenant.post("/v1/metrics:check", Map.of()).expect(200);
    assertThat(checked.json().path("events").asLong()).isGreaterThan(50_000);
    assertThat(checked.json().path("differing").asLong()).as(checked.body()).isZero();
  }
}
