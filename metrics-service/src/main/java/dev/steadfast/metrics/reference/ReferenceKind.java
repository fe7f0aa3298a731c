package dev.steadfast.metrics.reference;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/** What a reference is of: a dimension by which numbers are shown, with a label. */
public enum ReferenceKind {
  AGENT,
  TEAM;

  /** The name in requests and rows, which is that of the dimension. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of that dimension; empty for dimensions that are no references. */
  public static Optional<ReferenceKind> named(String text) {
    for (ReferenceKind kind : values()) {
      if (kind.text().equals(text)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
