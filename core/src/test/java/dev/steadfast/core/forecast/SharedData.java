package dev.steadfast.core.forecast;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Published series beside the project; tests that need an absent one are skipped. */
final class SharedData {
  private SharedData() {}

  static double[] airPassengers() throws IOException {
    return lines("air-passengers/AirPassengers.csv").stream()
        .skip(1)
        .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[2]))
        .toArray();
  }

  /** By calendar day, NaN for the days that are missing. */
  static double[] peytonManning() throws IOException {
    List<String> lines = lines("prophet-peyton-manning/example_wp_log_peyton_manning.csv");
    long first = day(lines.get(1));
    double[] days = new double[(int) (day(lines.getLast()) - first) + 1];
    Arrays.fill(days, Double.NaN);
    for (String line : lines.subList(1, lines.size())) {
      days[(int) (day(line) - first)] = Double.parseDouble(line.split(",", -1)[1]);
    }
    return days;
  }

  private static long day(String line) {
    return LocalDate.parse(line.substring(1, 11)).toEpochDay();
  }

  static double[] bankCallsPerDay() throws IOException {
    double[] days = new double[28];
    lines("bank-calls-1999-february/data_anonymous_bank_february.txt.gz").stream()
        .skip(1)
        .mapToInt(line -> Integer.parseInt(line.split("\t", -1)[5]) - 990201)
        .forEach(day -> days[day]++);
    return days;
  }

  static List<double[]> m4Train() throws IOException {
    return series("m4-weekly/Weekly-train.csv.gz");
  }

  static List<double[]> m4Test() throws IOException {
    return series("m4-weekly/Weekly-test.csv");
  }

  private static List<double[]> series(String file) throws IOException {
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

  private static List<String> lines(String name) throws IOException {
    Path root = Path.of(System.getProperty("steadfast.root", "."));
    Path file = root.resolve("../shared/data").resolve(name).normalize();
    assumeThat(file).as("the published data are beside the project").exists();
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = name.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }
}
