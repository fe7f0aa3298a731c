package dev.steadfast.metrics.query;

import dev.steadfast.metrics.export.Column;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Observations as a table. */
final class ObservationTable {
  static final List<Column> COLUMNS =
      List.of(
          Column.text("interactionId"),
          Column.text("system"),
          Column.text("subject"),
          Column.time("at"),
          Column.whole("value"),
          Column.text("team"),
          Column.text("agent"),
          Column.text("channel"),
          Column.text("priority"),
          Column.text("teamLabel"),
          Column.text("agentLabel"));

  private ObservationTable() {}

  static List<@Nullable Object> row(ObservationView observation) {
    return Arrays.asList(
        observation.interactionId().toString(),
        observation.system(),
        observation.subject(),
        observation.at(),
        observation.value(),
        observation.team(),
        observation.agent(),
        observation.channel(),
        observation.priority(),
        observation.teamLabel(),
        observation.agentLabel());
  }
}
