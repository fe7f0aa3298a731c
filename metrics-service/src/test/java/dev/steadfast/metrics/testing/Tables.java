package dev.steadfast.metrics.testing;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A series as rows of texts by the names of the columns: as its file says it, and as its JSON. */
public final class Tables {
  private Tables() {}

  /** The rows of a CSV file, without what is empty. */
  public static List<Map<String, String>> read(String csv) {
    List<Map<String, String>> rows = new ArrayList<>();
    CsvReader.builder()
        .ofNamedCsvRecord(csv)
        .forEach(record -> rows.add(told(new TreeMap<>(record.getFieldsAsMap()))));
    return rows;
  }

  /**
   * The rows that a file must have: a column for each field of the answer, of each of its groups
   * and of each of its points, whichever there are.
   */
  public static List<Map<String, String>> of(JsonNode series) {
    List<Map<String, String>> rows = new ArrayList<>();
    for (JsonNode group : series.path("series")) {
      for (JsonNode point : group.path("points")) {
        Map<String, String> row = new TreeMap<>();
        fields(series, row);
        group
            .path("group")
            .properties()
            .forEach(one -> row.put(one.getKey(), one.getValue().asText()));
        group
            .path("labels")
            .properties()
            .forEach(one -> row.put(one.getKey() + "Label", one.getValue().asText()));
        fields(point, row);
        point
            .path("values")
            .properties()
            .forEach(one -> row.put(one.getKey(), one.getValue().asText()));
        point
            .path("intervals")
            .properties()
            .forEach(
                one -> {
                  row.put(one.getKey() + "_lower", one.getValue().path("lower").asText());
                  row.put(one.getKey() + "_upper", one.getValue().path("upper").asText());
                });
        for (JsonNode threshold : series.path("thresholds")) {
          row.put(
              threshold.path("aggregation").asText() + "_countedTo",
              threshold.path("countedTo").asText());
        }
        row.putIfAbsent("noData", "false");
        rows.add(told(row));
      }
    }
    return rows;
  }

  /** A point's own edges stand in the place of those of the whole. */
  private static void fields(JsonNode object, Map<String, String> row) {
    object
        .properties()
        .forEach(
            one -> {
              if (one.getValue().isValueNode()) {
                row.put(one.getKey(), one.getValue().asText());
              }
            });
  }

  private static Map<String, String> told(Map<String, String> row) {
    row.values().removeIf(String::isEmpty);
    row.replaceAll((column, text) -> canonical(text));
    return row;
  }

  /** The same number and the same time have the same text. */
  private static String canonical(String text) {
    try {
      return new BigDecimal(text).stripTrailingZeros().toPlainString();
    } catch (NumberFormatException e) {
      try {
        return OffsetDateTime.parse(text).toString();
      } catch (DateTimeParseException other) {
        return text;
      }
    }
  }
}
