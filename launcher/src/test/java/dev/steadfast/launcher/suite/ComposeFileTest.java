package dev.steadfast.launcher.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ComposeFileTest {
  private static final Pattern REQUIRED = Pattern.compile("\\$\\{[A-Z_]+:\\?[^}]+}");
  private static final Pattern SECRET =
      Pattern.compile(".*(PASSWORD|SECRET|PEPPER|BOOTSTRAP_KEY|SIGNING_KEY)");
  private static final Pattern ADDRESS = Pattern.compile("http://([a-z0-9.-]+):(\\d+)(/\\S*)?");

  private final DeclaredSettings declared = new DeclaredSettings();
  private JsonNode compose = new YAMLMapper().missingNode();

  @BeforeEach
  void readFile() throws IOException {
    compose = new YAMLMapper().readTree(declared.root().resolve("docker-compose.yml").toFile());
  }

  @ParameterizedTest
  @EnumSource(Service.class)
  void setsOnlyVariablesThatTheServiceDeclares(Service service) {
    // Given
    JsonNode container = container(service);

    // When
    List<String> set = new ArrayList<>();
    container.path("environment").fieldNames().forEachRemaining(set::add);

    // Then
    assertThat(container.path("build").path("args").path("MODULE").asText())
        .isEqualTo(service.module());
    assertThat(set).allMatch(name -> name.startsWith("STEADFAST_"));
    assertThat(declared.variables(service.module())).containsAll(set);
  }

  @ParameterizedTest
  @EnumSource(Service.class)
  void checksHealthWhereTheServiceListens(Service service) {
    // Given
    JsonNode container = container(service);

    // When
    Matcher probe = ADDRESS.matcher(container.path("healthcheck").path("test").path(2).asText());

    // Then
    assertThat(probe.matches()).isTrue();
    assertThat(probe.group(2)).isEqualTo(Integer.toString(declared.healthPort(service.module())));
    JsonNode environment = container.path("environment");
    assertThat(environment.path("STEADFAST_HTTP_PORT").asInt())
        .isEqualTo(declared.defaultPort(service.module()));
    assertThat(environment.path("STEADFAST_MANAGEMENT_PORT").asText(probe.group(2)))
        .isEqualTo(probe.group(2));
    assertThat(probe.group(3)).isEqualTo("/q/health/ready");
    assertThat(DeclaredSettings.read(declared.root().resolve("platform/pom.xml")))
        .contains("quarkus-smallrye-health");
  }

  @Test
  void servicesFindEachOtherUnderTheirPorts() {
    // Given
    List<MatchResult> addresses = new ArrayList<>();
    for (Service service : Service.values()) {
      container(service)
          .path("environment")
          .properties()
          .forEach(
              entry ->
                  ADDRESS
                      .matcher(entry.getValue().asText())
                      .results()
                      .filter(address -> !address.group(1).equals("localhost"))
                      .forEach(addresses::add));
    }

    // When // Then
    assertThat(addresses)
        .hasSize(6)
        .allSatisfy(
            address -> assertThat(address.group(2)).isEqualTo(Integer.toString(portOf(address))));
    assertThat(container(Service.GATEWAY).path("ports"))
        .singleElement(InstanceOfAssertFactories.type(JsonNode.class))
        .satisfies(
            port -> assertThat(port.asText()).endsWith(":" + declared.defaultPort("gateway")));
  }

  private int portOf(MatchResult address) {
    return "/internal/jwks".equals(address.group(3))
        ? declared.healthPort(address.group(1))
        : declared.defaultPort(address.group(1));
  }

  @Test
  void noSecretHasADefault() {
    // Given
    List<String> secrets = new ArrayList<>();

    // When
    compose
        .path("services")
        .forEach(
            container ->
                container
                    .path("environment")
                    .properties()
                    .forEach(
                        entry -> {
                          if (SECRET.matcher(entry.getKey()).matches()) {
                            secrets.add(entry.getValue().asText());
                          }
                        }));

    // Then
    assertThat(secrets).hasSize(28).allMatch(value -> REQUIRED.matcher(value).matches());
    assertThat(compose.path("secrets").path("signing-key.pem").path("environment").asText())
        .isEqualTo("GATEWAY_SIGNING_KEY");
  }

  @Test
  void everyRequiredVariableIsWrittenByMakeEnv() {
    // Given
    String script = DeclaredSettings.read(declared.root().resolve("deploy/make-env"));

    // When
    List<String> required =
        Pattern.compile("\\$\\{([A-Z_]+):\\?")
            .matcher(DeclaredSettings.read(declared.root().resolve("docker-compose.yml")))
            .results()
            .map(match -> match.group(1))
            .filter(
                name ->
                    !name.matches("(METRICS|FEEDBACK|GOALS|GATEWAY)_(OWNER|API|WORKER)_PASSWORD"))
            .distinct()
            .toList();

    // Then
    assertThat(required).isNotEmpty().allMatch(name -> script.contains(name + "="));
  }

  @Test
  void mountsAndBuildFilesExist() {
    // Given
    List<String> files = new ArrayList<>(List.of("deploy/container/healthy"));

    // When
    compose
        .path("services")
        .forEach(
            container -> {
              files.add(container.path("build").path("dockerfile").asText("docker-compose.yml"));
              container
                  .path("volumes")
                  .forEach(
                      volume -> {
                        if (volume.asText().startsWith("./")) {
                          files.add(volume.asText().split(":", 2)[0]);
                        }
                      });
            });

    // Then
    assertThat(files).allMatch(file -> Files.isRegularFile(declared.root().resolve(file)));
  }

  private JsonNode container(Service service) {
    return compose.path("services").path(service.module());
  }
}
