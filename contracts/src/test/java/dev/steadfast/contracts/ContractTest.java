package dev.steadfast.contracts;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steadfast.contracts.event.Author;
import dev.steadfast.contracts.event.Reference;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A contract is a record, a schema and a golden sample that agree with each other. */
class ContractTest {

  @Test
  void everyTypeHasASchemaAndASampleAndNothingElseHas() {
    // Given
    List<String> types = Contract.all().map(Contract::type).toList();
    List<String> shared = List.of("cloudevent", "reference", "rating");

    // When
    List<String> schemas = Schemas.names("schemas");

    // Then
    assertThat(types).doesNotHaveDuplicates();
    assertThat(schemas)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(types.stream(), shared.stream()).toList());
    assertThat(Schemas.names("samples")).containsExactlyInAnyOrderElementsOf(types);
  }

  @ParameterizedTest
  @MethodSource("dev.steadfast.contracts.Contract#all")
  void aSampleIsAValidCloudEventOfItsType(Contract contract) {
    // Given
    JsonNode sample = contract.sample();

    // When
    var violations = Schemas.violations("cloudevent", sample);

    // Then
    assertThat(violations).isEmpty();
    assertThat(sample.required("type").textValue()).isEqualTo(contract.type());
    assertThat(contract.schema().required("$id").textValue()).endsWith(contract.type() + ".json");
  }

  @ParameterizedTest
  @MethodSource("dev.steadfast.contracts.Contract#all")
  void theDataOfASampleIsValid(Contract contract) {
    // Given
    JsonNode data = contract.sampleData();

    // When
    var violations = Schemas.violations(contract.type(), data);

    // Then
    assertThat(violations).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("dev.steadfast.contracts.Contract#all")
  void aSampleShowsEveryField(Contract contract) {
    // Given
    Set<String> described = properties(contract.schema());

    // When
    Set<String> shown = names(contract.sampleData());

    // Then
    assertThat(shown).isEqualTo(described);
  }

  @ParameterizedTest
  @MethodSource("dev.steadfast.contracts.Contract#withRecord")
  void aSampleSurvivesItsRecordWithoutLoss(Contract contract) throws JsonProcessingException {
    // Given
    JsonNode data = contract.sampleData();

    // When
    Record record = Schemas.JSON.treeToValue(data, contract.data().orElseThrow());

    // Then
    assertThat(Schemas.JSON.readTree(Schemas.JSON.writeValueAsString(record))).isEqualTo(data);
  }

  @ParameterizedTest
  @MethodSource("dev.steadfast.contracts.Contract#withRecord")
  void aSchemaDescribesExactlyTheFieldsOfItsRecord(Contract contract) {
    // Given
    Class<? extends Record> record = contract.data().orElseThrow();

    // When
    JsonNode schema = contract.schema();

    // Then
    assertAgrees(schema, record);
  }

  @Test
  void theSharedPartsAgreeWithTheirRecords() {
    // Given
    JsonNode message = Schemas.read("schemas", "support.message.added.v1");

    // When
    JsonNode author = message.at("/properties/author");

    // Then
    assertAgrees(author, Author.class);
    assertAgrees(Schemas.read("schemas", "reference"), Reference.class);
  }

  @ParameterizedTest
  @MethodSource("dev.steadfast.contracts.Contract#withRecord")
  void nullMeansTheSameAsAbsent(Contract contract) {
    // Given
    Set<String> optional = properties(contract.schema());
    optional.removeAll(required(contract.schema()));
    ObjectNode data = contract.sampleData();

    // When
    optional.forEach(data::putNull);

    // Then
    assertThat(Schemas.violations(contract.type(), data)).isEmpty();
    assertThat(Schemas.violations(contract.type(), data.remove(optional))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("dev.steadfast.contracts.Contract#all")
  void fieldsOfALaterReleaseAreAccepted(Contract contract) {
    // Given
    ObjectNode sample = contract.sample();
    ObjectNode data = contract.sampleData();

    // When
    sample.put("laterattribute", "x");
    data.put("laterField", "x");

    // Then
    assertThat(Schemas.violations("cloudevent", sample)).isEmpty();
    assertThat(Schemas.violations(contract.type(), data)).isEmpty();
  }

  private static void assertAgrees(JsonNode schema, Class<? extends Record> record) {
    RecordComponent[] components = record.getRecordComponents();
    assertThat(properties(schema))
        .isEqualTo(Arrays.stream(components).map(ContractTest::jsonName).collect(toSet()));
    assertThat(required(schema))
        .isEqualTo(
            Arrays.stream(components)
                .filter(c -> !c.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .map(ContractTest::jsonName)
                .collect(toSet()));
  }

  private static String jsonName(RecordComponent component) {
    JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
    return renamed == null ? component.getName() : renamed.value();
  }

  private static Set<String> properties(JsonNode schema) {
    Set<String> properties = names(schema.required("properties"));
    included(schema).forEach(part -> properties.addAll(properties(part)));
    return properties;
  }

  private static Set<String> required(JsonNode schema) {
    Set<String> required = new HashSet<>();
    schema.path("required").forEach(name -> required.add(name.textValue()));
    included(schema).forEach(part -> required.addAll(required(part)));
    return required;
  }

  /** The shared schemas that a schema includes with {@code allOf}. */
  private static List<JsonNode> included(JsonNode schema) {
    return schema
        .path("allOf")
        .valueStream()
        .filter(part -> part.has("$ref"))
        .map(part -> part.required("$ref").textValue().replaceFirst("\\.json$", ""))
        .map(name -> Schemas.read("schemas", name))
        .toList();
  }

  private static Set<String> names(JsonNode object) {
    return object.propertyStream().map(Map.Entry::getKey).collect(toSet());
  }
}
