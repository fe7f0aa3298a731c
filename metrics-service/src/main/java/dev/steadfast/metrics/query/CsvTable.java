package dev.steadfast.metrics.query;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.steadfast.contracts.metric.Aggregation;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The same answers as tables. Texts that a spreadsheet would take for a formula are quoted with an
 * apostrophe.
 */
final class CsvTable {
  static final String MEDIA_TYPE = "text/csv";

  private CsvTable() {}

  /** A row for each group and bucket. */
  static String of(SeriesView series) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(text)) {
      List<String> header = new ArrayList<>();
      List<String> dimensions =
          series.series().isEmpty()
              ? List.of()
              : List.copyOf(series.series().getFirst().group().keySet());
      header.addAll(List.of("metric", "version", "unit"));
      header.addAll(dimensions);
      header.addAll(List.of("from", "to", "n", "partial", "provisional"));
      for (Aggregation aggregation : series.aggregations()) {
        header.add(aggregation.code());
        header.add(aggregation.code() + "_lower");
        header.add(aggregation.code() + "_upper");
      }
      csv.writeRecord(header);
      for (SeriesView.GroupView group : series.series()) {
        for (SeriesView.PointView point : group.points()) {
          csv.writeRecord(row(series, group.group(), point));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static List<String> row(
      SeriesView series, Map<String, String> group, SeriesView.PointView point) {
    List<String> row = new ArrayList<>();
    row.add(series.metric());
    row.add(String.valueOf(series.version()));
    row.add(series.unit());
    group.values().forEach(value -> row.add(safe(value)));
    row.add(point.from().toString());
    row.add(point.to().toString());
    row.add(String.valueOf(point.n()));
    row.add(String.valueOf(point.partial()));
    row.add(String.valueOf(point.provisional()));
    for (Aggregation aggregation : series.aggregations()) {
      SeriesView.IntervalView interval = point.intervals().get(aggregation.code());
      row.add(number(SeriesView.value(point, aggregation)));
      row.add(number(interval == null ? null : interval.lower()));
      row.add(number(interval == null ? null : interval.upper()));
    }
    return row;
  }

  static List<String> observationHeader() {
    return List.of(
        "interactionId",
        "system",
        "subject",
        "at",
        "value",
        "team",
        "agent",
        "channel",
        "priority");
  }

  static List<String> row(ObservationView observation) {
    return List.of(
        observation.interactionId().toString(),
        safe(observation.system()),
        safe(observation.subject()),
        observation.at().toString(),
        String.valueOf(observation.value()),
        safe(observation.team()),
        safe(observation.agent()),
        safe(observation.channel()),
        safe(observation.priority()));
  }

  static CsvWriter writer(Writer out) {
    return CsvWriter.builder().build(out);
  }

  private static String number(@Nullable Double value) {
    return value == null ? "" : value.toString();
  }

  private static String safe(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return "";
    }
    return "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
