package dev.steadfast.metrics.imports;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/** Where an import is. */
public enum ImportState {
  QUEUED,
  RUNNING,
  /** Every event of the file is durable. */
  DONE,
  /** It cannot be completed; the same file may be sent again. */
  FAILED;

  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<ImportState> named(String text) {
    for (ImportState state : values()) {
      if (state.text().equals(text)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }
}
