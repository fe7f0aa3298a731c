package dev.steadfast.metrics.query;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.metrics.export.Column;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Observations as a table. */
final class ObservationTable {
  private ObservationTable() {}

  /** The value is a whole number unless the metric has decimals. */
  static List<Column> columns(MetricDefinition metric) {
    return List.of(
        Column.text("interactionId"),
        Column.text("system"),
        Column.text("subject"),
        Column.time("at"),
        metric.decimals() == 0 ? Column.whole("value") : Column.number("value"),
        Column.text("team"),
        Column.text("agent"),
        Column.text("channel"),
        Column.text("priority"),
        Column.text("teamLabel"),
        Column.text("agentLabel"));
  }

  static List<@Nullable Object> row(ObservationView observation) {
    return Arrays.asList(
        observation.interactionId().toString(),
        observation.system(),
        observation.subject(),
        observation.at(),
        cell(observation.value()),
        observation.team(),
        observation.agent(),
        observation.channel(),
        observation.priority(),
        observation.teamLabel(),
        observation.agentLabel());
  }

  private static Object cell(BigDecimal value) {
    if (value.scale() == 0) {
      return value.longValueExact();
    }
    return value.doubleValue();
  }
}
