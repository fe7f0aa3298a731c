package dev.steadfast.launcher.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServiceCommandTest {
  @TempDir Path data;

  @ParameterizedTest
  @EnumSource(Service.class)
  void setsOnlyVariablesThatTheServiceDeclares(Service service) {
    // Given
    DeclaredSettings declared = new DeclaredSettings();
    ServiceCommand commands =
        new ServiceCommand(
            SuiteOptions.temporary(declared.root(), data),
            new SecretStore(data.resolve("secrets")));

    // When
    Set<String> set = new TreeSet<>(commands.environment(service).keySet());

    // Then
    set.remove("MALLOC_ARENA_MAX");
    assertThat(declared.variables(service.module())).containsAll(set);
  }
}
