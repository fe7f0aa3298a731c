package dev.steadfast.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** The results of a run, in {@code bench/results}, named by the instant at which it ended. */
public final class ResultFile {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private ResultFile() {}

  /** Writes it and returns where it is. */
  public static Path write(Path folder, Instant ended, Map<String, ?> results) {
    try {
      Files.createDirectories(folder);
      Path file = folder.resolve(NAME.format(ended) + ".json");
      new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), results);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the results", e);
    }
  }
}
