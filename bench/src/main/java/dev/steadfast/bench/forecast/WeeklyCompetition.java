package dev.steadfast.bench.forecast;

import dev.steadfast.bench.BenchFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The weekly series of the M4 competition with the organisers' published errors.
 *
 * @param train by series
 * @param test the 13 values to forecast, by series
 * @param published errors of all methods that have them for weekly series
 */
record WeeklyCompetition(List<double[]> train, List<double[]> test, List<Published> published) {

  /** One row of the published table: sMAPE in percent. */
  record Published(String method, double smape, double mase) {}

  /**
   * Reads the data from beside the project.
   *
   * @throws BenchFailure if they are not there
   */
  static WeeklyCompetition read(Path root) {
    Path folder = root.resolve("../shared/data/m4-weekly").normalize();
    if (!Files.isDirectory(folder)) {
      throw new BenchFailure("the published series are not at " + root.relativize(folder));
    }
    return new WeeklyCompetition(
        series(folder.resolve("Weekly-train.csv.gz")),
        series(folder.resolve("Weekly-test.csv")),
        lines(folder.resolve("published_point_errors_weekly.csv")).stream()
            .skip(1)
            .map(line -> line.split(",", -1))
            .filter(cells -> !cells[1].isEmpty() && !cells[2].isEmpty())
            .map(
                cells ->
                    new Published(
                        cells[0], Double.parseDouble(cells[1]), Double.parseDouble(cells[2])))
            .toList());
  }

  private static List<double[]> series(Path file) {
    return lines(file).stream()
        .skip(1)
        .map(
            line ->
                Arrays.stream(line.replace("\"", "").split(",", -1))
                    .skip(1)
                    .filter(cell -> !cell.isEmpty())
                    .mapToDouble(Double::parseDouble)
                    .toArray())
        .toList();
  }

  private static List<String> lines(Path file) {
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file.getFileName(), e);
    }
  }
}
