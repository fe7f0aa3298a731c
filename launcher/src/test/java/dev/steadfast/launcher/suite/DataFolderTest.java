package dev.steadfast.launcher.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steadfast.launcher.process.ChildProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path folder;

  @Test
  void isHeldByOneLauncherAtATime() {
    // Given
    try (DataFolder held = DataFolder.take(folder)) {
      assertThat(held).isNotNull();

      // When // Then
      assertThatThrownBy(() -> DataFolder.take(folder))
          .isInstanceOf(SuiteFailure.class)
          .hasMessageContaining("already runs on " + folder)
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
    DataFolder.take(folder).close();
  }

  @Test
  void endsWhatAKilledLauncherLeft() throws Exception {
    // Given
    ChildProcess left =
        ChildProcess.start("sleep", List.of("sleep", "60"), Map.of(), folder.resolve("sleep.log"));
    DataFolder first = DataFolder.take(folder);
    first.remember(left.pid());
    Path children = folder.resolve("children");
    String remembered = Files.readString(children);
    first.close();
    Files.writeString(children, remembered);

    // When
    DataFolder.take(folder).close();

    // Then
    assertThat(left.await(Duration.ofSeconds(5))).isTrue();
  }

  @Test
  void leavesAProcessAloneThatOnlyHasTheSameNumber() throws Exception {
    // Given
    ChildProcess stranger =
        ChildProcess.start("sleep", List.of("sleep", "60"), Map.of(), folder.resolve("sleep.log"));
    Files.writeString(folder.resolve("children"), stranger.pid() + " 2020-01-01T00:00:00Z\n");

    // When
    DataFolder.take(folder).close();

    // Then
    assertThat(stranger.alive()).isTrue();
    stranger.kill();
  }

  @Test
  void emptyDeletesAllButTheLock() throws Exception {
    // Given
    Files.createDirectories(folder.resolve("postgresql/data"));
    Files.writeString(folder.resolve("admin.key"), "sf_x_y");

    // When
    try (DataFolder held = DataFolder.take(folder)) {
      held.empty();
    }

    // Then
    assertThat(folder.toFile().list()).containsExactly("run.lock");
  }
}
