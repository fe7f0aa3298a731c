package dev.steadfast.launcher.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KubernetesManifestsTest {
  private final DeclaredSettings declared = new DeclaredSettings();

  @ParameterizedTest
  @EnumSource(Service.class)
  void setsOnlyDeclaredVariablesAndTakesSecretsByReference(Service service) throws IOException {
    // Given
    JsonNode container = documents(service).getFirst().at("/spec/template/spec/containers/0");

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

  @ParameterizedTest
  @EnumSource(Service.class)
  void isAskedForItsHealthWhereItShowsIt(Service service) throws IOException {
    // Given
    JsonNode container = documents(service).getFirst().at("/spec/template/spec/containers/0");

    // When
    Map<String, Integer> ports = new HashMap<>();
    for (JsonNode port : container.path("ports")) {
      ports.put(port.path("name").asText(), port.path("containerPort").asInt());
    }

    // Then
    for (String probe : List.of("readinessProbe", "livenessProbe", "startupProbe")) {
      assertThat(ports.get(container.path(probe).at("/httpGet/port").asText()))
          .as(probe)
          .isEqualTo(declared.healthPort(service.module()));
    }
  }

  @Test
  void theServiceForThePublicHasThePublicPortOnly() throws IOException {
    // When
    List<JsonNode> named =
        documents(Service.GATEWAY).stream()
            .filter(document -> document.path("kind").asText().equals("Service"))
            .filter(document -> document.at("/metadata/name").asText().equals("gateway"))
            .toList();

    // Then
    assertThat(named)
        .singleElement()
        .satisfies(
            service -> {
              assertThat(service.at("/spec/ports")).hasSize(1);
              assertThat(service.at("/spec/ports/0/port").asInt())
                  .isEqualTo(declared.defaultPort("gateway"));
              assertThat(service.at("/spec/ports/0/targetPort").asText()).isEqualTo("http");
            });
  }

  private List<JsonNode> documents(Service service) throws IOException {
    YAMLMapper yaml = new YAMLMapper();
    try (MappingIterator<JsonNode> documents =
        yaml.readerFor(JsonNode.class)
            .readValues(
                declared
                    .root()
                    .resolve("deploy/kubernetes/" + service.module() + ".yaml")
                    .toFile())) {
      return documents.readAll();
    }
  }
}
