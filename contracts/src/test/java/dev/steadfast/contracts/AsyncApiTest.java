package dev.steadfast.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The AsyncAPI document lists every topic and every type, and nothing that is not there. */
class AsyncApiTest {
  private static final Path DOCUMENT = Path.of("../docs/asyncapi.yaml");

  private static JsonNode document;

  @BeforeAll
  static void parse() throws IOException {
    document = new YAMLMapper().readTree(DOCUMENT.toFile());
  }

  @Test
  void everyTopicIsAChannelAndHasADeadLetterTopic() {
    // Given
    List<String> topics = topics();

    // When
    List<String> addresses = channels().map(channel -> text(channel, "address")).toList();

    // Then
    assertThat(text(document, "asyncapi")).isEqualTo("3.0.0");
    assertThat(addresses)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(topics.stream(), Stream.of(Topics.deadLetter("{topic}"))).toList());
    assertThat(
            document
                .at("/channels/deadLetters/parameters/topic/enum")
                .valueStream()
                .map(JsonNode::textValue))
        .containsExactlyInAnyOrderElementsOf(topics);
  }

  @ParameterizedTest
  @CsvSource({
    "support-events, delete, P30D",
    "interactions, compact,",
    "metric-days, compact,",
    "feedback-events, delete, P30D",
    "goal-events, delete, P30D",
    "alert-events, delete, P30D",
    "erasures, delete, P7D",
    "{topic}.dead-letter, delete, P90D"
  })
  void aChannelTellsItsRetention(String address, String policy, @Nullable Duration retention) {
    // Given
    JsonNode channel = channel(address);

    // When
    JsonNode settings = channel.at("/bindings/kafka/topicConfiguration");

    // Then
    assertThat(settings.at("/cleanup.policy/0").textValue()).isEqualTo(policy);
    assertThat(settings.path("retention.ms").asLong())
        .isEqualTo(retention == null ? 0 : retention.toMillis());
    assertThat(channel.at("/bindings/kafka/partitions").intValue()).isEqualTo(12);
  }

  @Test
  void everyTypeIsListedInTheChannelOfItsTopic() {
    // Given
    Map<String, Set<String>> expected =
        Contract.all()
            .collect(
                Collectors.groupingBy(
                    Contract::topic, Collectors.mapping(Contract::type, Collectors.toSet())));

    // When
    Map<String, Set<String>> listed =
        channels()
            .filter(channel -> topics().contains(text(channel, "address")))
            .collect(
                Collectors.toMap(
                    channel -> text(channel, "address"),
                    channel -> types(channel).collect(Collectors.toSet())));

    // Then
    assertThat(listed).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("dev.steadfast.contracts.Contract#all")
  void aTypeRefersToItsOwnSchema(Contract contract) {
    // Given
    String schema = "../contracts/src/main/resources/schemas/" + contract.type() + ".json";

    // When
    JsonNode alone = document.path("components").path("messages").path(contract.type());
    JsonNode batched = document.path("components").path("schemas").path(contract.type());

    // Then
    assertThat(
            Stream.of(alone.at("/payload/$ref"), batched.at("/allOf/1/properties/data/$ref"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue))
        .containsExactly(schema);
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    // Given
    List<String> references = document.findValuesAsText("$ref");

    // When
    List<String> dangling = references.stream().filter(ref -> !resolves(ref)).toList();

    // Then
    assertThat(references).isNotEmpty();
    assertThat(dangling).isEmpty();
  }

  private static boolean resolves(String reference) {
    return reference.startsWith("#")
        ? !document.at(reference.substring(1)).isMissingNode()
        : DOCUMENT.resolveSibling(reference).toFile().isFile();
  }

  /** The types of a channel: the names of its messages, or what a batch may hold. */
  private static Stream<String> types(JsonNode channel) {
    return channel
        .required("messages")
        .valueStream()
        .map(AsyncApiTest::target)
        .flatMap(
            message ->
                message.has("name")
                    ? Stream.of(text(message, "name"))
                    : message
                        .at("/payload/items/anyOf")
                        .valueStream()
                        .map(AsyncApiTest::target)
                        .map(item -> item.at("/allOf/1/properties/type/const").textValue()));
  }

  private static JsonNode target(JsonNode reference) {
    return document.at(text(reference, "$ref").substring(1));
  }

  private static Stream<JsonNode> channels() {
    return document.required("channels").valueStream();
  }

  private static JsonNode channel(String address) {
    return channels().filter(c -> text(c, "address").equals(address)).findFirst().orElseThrow();
  }

  private static String text(JsonNode node, String field) {
    return node.required(field).textValue();
  }

  private static List<String> topics() {
    return Arrays.stream(Topics.class.getFields()).map(AsyncApiTest::constant).toList();
  }

  private static String constant(Field field) {
    try {
      return (String) field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
