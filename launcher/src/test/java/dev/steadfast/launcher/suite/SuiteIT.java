package dev.steadfast.launcher.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steadfast.launcher.process.ChildProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteIT {
  @TempDir Path root;

  @BeforeEach
  void installStubs() throws IOException {
    StubService.install(root);
  }

  @Test
  void startsEverythingAndKeepsDataAndKeyOverARestart() throws Exception {
    // Given
    SuiteOptions options = options();
    ConcurrentLinkedQueue<String> ready = new ConcurrentLinkedQueue<>();
    String key;
    List<ProcessHandle> processes;
    try (Suite first = Suite.open(options)) {
      first.start((name, took) -> ready.add(name));
      assertThat(first.firstStart()).isTrue();
      key = first.adminKey();
      processes =
          first.pids().values().stream().flatMap(pid -> ProcessHandle.of(pid).stream()).toList();
      execute(first, "CREATE TABLE kept AS SELECT 42 AS answer");
    }

    // When
    try (Suite second = Suite.open(options)) {
      second.start((name, took) -> {});

      // Then
      assertThat(second.firstStart()).isFalse();
      assertThat(second.adminKey()).isEqualTo(key);
      assertThat(answer(second)).isEqualTo(42);
    }
    assertThat(ready)
        .containsExactlyInAnyOrder(
            "PostgreSQL",
            "Kafka",
            "gateway",
            "metrics-service",
            "feedback-service",
            "goals-service");
    assertThat(processes).hasSize(6).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void aKilledPartIsNoCrashAndStartsAgain() throws Exception {
    // Given
    try (Suite suite = Suite.open(options())) {
      suite.start((name, took) -> {});

      // When
      suite.kill(Service.METRICS);
      suite.start(Service.METRICS);
      suite.killDatabase();
      suite.startDatabase();
      suite.killBroker();
      suite.startBroker();

      // Then
      assertThat(suite.pids()).hasSize(6);
      assertThat(suite.crash()).isNotDone();
    }
  }

  @Test
  void tellsWhichPartCrashedWithTheEndOfItsLog() throws Exception {
    // Given
    try (Suite suite = Suite.open(options())) {
      suite.start((name, took) -> {});

      // When
      assertThatThrownBy(
              () -> URI.create(suite.url(Service.GOALS) + "/crash").toURL().openStream().close())
          .isInstanceOf(IOException.class);
      ChildProcess crashed = suite.crash().get(10, TimeUnit.SECONDS);

      // Then
      assertThat(crashed.name()).isEqualTo("goals-service");
      assertThat(crashed.exit()).succeedsWithin(Duration.ofSeconds(1)).isEqualTo(7);
      assertThat(crashed.tail(5)).contains("last words of a stub");
    }
  }

  @Test
  void namesTheTakenPort() throws Exception {
    // Given
    SuiteOptions options = options();
    try (ServerSocket taken = new ServerSocket(options.ports().goals());
        Suite suite = Suite.open(options)) {
      assertThat(taken.isBound()).isTrue();

      // When // Then
      assertThatThrownBy(() -> suite.start((name, took) -> {}))
          .isInstanceOf(SuiteFailure.class)
          .hasMessageContaining("Port " + options.ports().goals() + " is taken")
          .hasMessageContaining("STEADFAST_PORT_GOALS=");
    }
  }

  @Test
  void saysWhichServiceIsNotBuilt() throws Exception {
    // Given
    Files.delete(root.resolve("goals-service/target/quarkus-app/quarkus-run.jar"));
    try (Suite suite = Suite.open(options())) {

      // When // Then
      assertThatThrownBy(() -> suite.start((name, took) -> {}))
          .isInstanceOf(SuiteFailure.class)
          .hasMessageContaining("goals-service is not built");
    }
  }

  private SuiteOptions options() {
    return SuiteOptions.temporary(root, root.resolve("data"));
  }

  private static void execute(Suite suite, String sql) throws Exception {
    try (Connection connection = suite.database().connect("steadfast");
        Statement statement = connection.createStatement()) {
      statement.execute("SET search_path = goals; " + sql);
    }
  }

  private static int answer(Suite suite) throws Exception {
    try (Connection connection = suite.database().connect("steadfast");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT answer FROM goals.kept")) {
      result.next();
      return result.getInt(1);
    }
  }
}
