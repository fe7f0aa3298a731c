package dev.steadfast.bench.forecast;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.core.measure.Cell;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * The log of a real service desk, of the months in which it is complete, as day cells.
 *
 * @param metrics by name; one cell a day from {@link #FIRST} on
 */
record ServiceDeskLog(Map<String, Measured> metrics) {
  /** Before, hardly any incident was logged; those opened later are not in the file. */
  static final LocalDate FIRST = LocalDate.of(2016, 3, 1);

  private static final int DAYS = 61;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d/M/uuuu H:mm");
  private static final int COLUMNS = 36;

  /** The days of a metric, and how they become one number. */
  record Measured(Aggregation aggregation, List<Cell> days) {
    static Measured of(Aggregation aggregation) {
      List<Cell> days = new ArrayList<>(DAYS);
      for (int i = 0; i < DAYS; i++) {
        days.add(new Cell());
      }
      return new Measured(aggregation, days);
    }
  }

  /** Reads the log from beside the project; empty if it is not there. */
  static Optional<ServiceDeskLog> read(Path root) {
    Path file =
        root.resolve("../shared/data/uci-incident-before-2016-05/incident_event_log.csv.gz");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Map<String, String[]> last = new LinkedHashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] row = line.split(",", -1);
        if (row.length == COLUMNS) {
          last.put(row[0], row);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.of(of(last.values()));
  }

  private static ServiceDeskLog of(Iterable<String[]> incidents) {
    Map<String, Measured> metrics = new LinkedHashMap<>();
    metrics.put("volume", Measured.of(Aggregation.COUNT));
    metrics.put("resolved", Measured.of(Aggregation.COUNT));
    metrics.put("resolution-time, median", Measured.of(Aggregation.MEDIAN));
    metrics.put("resolution-time, p90", Measured.of(Aggregation.P90));
    metrics.put("one-touch", Measured.of(Aggregation.SHARE));
    for (String[] incident : incidents) {
      LocalDateTime opened = LocalDateTime.parse(incident[9], TIME);
      day(metrics, "volume", opened).ifPresent(cell -> cell.happening(1));
      if (!incident[34].equals("?")) {
        LocalDateTime resolved = LocalDateTime.parse(incident[34], TIME);
        long took =
            resolved.toInstant(ZoneOffset.UTC).toEpochMilli()
                - opened.toInstant(ZoneOffset.UTC).toEpochMilli();
        boolean oneTouch = incident[3].equals("0") && incident[4].equals("0");
        day(metrics, "resolved", resolved).ifPresent(cell -> cell.happening(1));
        day(metrics, "resolution-time, median", resolved).ifPresent(cell -> cell.value(took, 1));
        day(metrics, "resolution-time, p90", resolved).ifPresent(cell -> cell.value(took, 1));
        day(metrics, "one-touch", resolved).ifPresent(cell -> cell.member(oneTouch, 1));
      }
    }
    return new ServiceDeskLog(metrics);
  }

  private static Optional<Cell> day(
      Map<String, Measured> metrics, String name, LocalDateTime time) {
    long day = ChronoUnit.DAYS.between(FIRST, time.toLocalDate());
    Measured metric = metrics.get(name);
    return metric == null || day < 0 || day >= DAYS
        ? Optional.empty()
        : Optional.of(metric.days().get((int) day));
  }
}
