package dev.steadfast.launcher.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KubernetesManifestsTest {
  private final DeclaredSettings declared = new DeclaredSettings();

  @ParameterizedTest
  @EnumSource(Service.class)
  void setsOnlyDeclaredVariablesAndTakesSecretsByReference(Service service) throws IOException {
    // Given
    JsonNode container = deployment(service).at("/spec/template/spec/containers/0");

    // When
    List<String> names = new ArrayList<>();
    List<String> plain = new ArrayList<>();
    for (JsonNode variable : container.path("env")) {
      names.add(variable.path("name").asText());
      if (variable.has("value")) {
        plain.add(variable.path("name").asText());
      }
    }

    // Then
    assertThat(declared.variables(service.module())).containsAll(names);
    assertThat(plain).noneMatch(name -> name.matches(".*(PASSWORD|SECRET|PEPPER|BOOTSTRAP_KEY)"));
    assertThat(container.at("/ports/0/containerPort").asInt())
        .isEqualTo(declared.defaultPort(service.module()));
    assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/q/health/ready");
  }

  private JsonNode deployment(Service service) throws IOException {
    YAMLMapper yaml = new YAMLMapper();
    try (MappingIterator<JsonNode> documents =
        yaml.readerFor(JsonNode.class)
            .readValues(
                declared
                    .root()
                    .resolve("deploy/kubernetes/" + service.module() + ".yaml")
                    .toFile())) {
      return documents.next();
    }
  }
}
