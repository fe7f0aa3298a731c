package dev.steadfast.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steadfast.launcher.process.ChildProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunScriptTest {
  private static final Path ROOT = Path.of(System.getProperty("steadfast.root"));

  @TempDir Path folder;

  @Test
  void helpListsEveryCommand() {
    // When
    ChildProcess run = run(Map.of(), "help");

    // Then
    assertThat(run.exit().join()).isZero();
    assertThat(run.tail(30))
        .contains("./run --empty", "./run --no-live", "./run --reset", "./run test", "./run bench");
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    // When
    ChildProcess run = run(Map.of(), "--fast");

    // Then
    assertThat(run.exit().join()).isEqualTo(1);
    assertThat(run.tail(5))
        .isEqualTo("./run does not know '--fast'; './run help' lists everything.");
  }

  @Test
  void saysInOneSentenceThatMavenIsMissing() throws Exception {
    // Given
    Path project = folder.resolve("a project");
    Files.createDirectories(project);
    Files.copy(ROOT.resolve("run"), project.resolve("run"));
    Path tools = Files.createDirectories(folder.resolve("tools"));
    for (String tool :
        List.of("bash", "dirname", "readlink", "grep", "find", "sort", "cksum", "cat", "tr")) {
      Files.createSymbolicLink(tools.resolve(tool), which(tool));
    }

    // When
    ChildProcess run =
        ChildProcess.start(
            "run",
            List.of("bash", project.resolve("run").toString(), "--empty"),
            Map.of("PATH", tools.toString(), "JAVA_HOME", System.getProperty("java.home")),
            folder.resolve("run.log"));

    // Then
    assertThat(run.exit().join()).isEqualTo(1);
    assertThat(run.tail(5).lines())
        .singleElement()
        .asString()
        .contains("Maven 3.8.6 or newer", "install it");
  }

  private static Path which(String tool) {
    return List.of("/usr/bin", "/bin").stream()
        .map(bin -> Path.of(bin, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + tool));
  }

  private ChildProcess run(Map<String, String> environment, String argument) {
    ChildProcess run =
        ChildProcess.start(
            "run",
            List.of(ROOT.resolve("run").toString(), argument),
            environment,
            folder.resolve("run.log"));
    assertThat(run.await(Duration.ofSeconds(10))).isTrue();
    return run;
  }
}
