package dev.steadfast.metrics.imports;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/** What a file is. */
public enum FileFormat {
  /** Rows of cells, of which a mapping makes events. */
  CSV,
  /** One CloudEvent a line, as an export of events has it. */
  NDJSON;

  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<FileFormat> named(String text) {
    for (FileFormat format : values()) {
      if (format.text().equals(text)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}
