package dev.steadfast.metrics.imports;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A field made of one cell: its word, translated where there is a map, in the JSON type that the
 * mapping names.
 *
 * @param words what the words of the cell become, or nothing where they mean a missing cell; null
 *     if they stay
 * @param fallback for missing cells and words that are not in the map; null if there is none
 * @param unmapped what a word does that is not in the map and has no fallback
 * @param unit of a duration in the file
 * @param label of a reference
 * @param leftOut whether a missing cell leaves the field out; else it is null
 */
record CellContent(
    int slot,
    @Nullable Map<String, Optional<String>> words,
    @Nullable String fallback,
    Unmapped unmapped,
    Kind kind,
    DurationUnit unit,
    @Nullable Template label,
    boolean leftOut)
    implements Content {
  /** A word that is not in the map. */
  enum Unmapped {
    ERROR,
    DROP,
    KEEP
  }

  /** The JSON type. */
  enum Kind {
    STRING,
    INTEGER,
    NUMBER,
    BOOLEAN,
    /** A whole number of milliseconds. */
    DURATION,
    REFERENCE
  }

  private static final int MAX_NUMBER = 40;

  @Override
  public Check check(Row row, Faults faults) {
    String cell = row.cell(slot);
    String value = valueOf(row);
    if (value == null) {
      if (cell == null || meansMissing(cell)) {
        return Check.GOOD;
      }
      if (unmapped == Unmapped.DROP) {
        return Check.DROP;
      }
      faults.add(row, slot, "The mapping has no value for this word.", cell);
      return Check.BAD;
    }
    return hasKind(value, row, faults) ? Check.GOOD : Check.BAD;
  }

  private boolean hasKind(String value, Row row, Faults faults) {
    boolean fits =
        switch (kind) {
          case STRING, REFERENCE -> true;
          case INTEGER -> isWhole(value);
          case NUMBER -> decimal(value) != null;
          case DURATION -> milliseconds(value).isPresent();
          case BOOLEAN -> flag(value) != null;
        };
    if (!fits) {
      faults.add(row, slot, kind == Kind.DURATION ? noDuration() : noKind(), value);
      return false;
    }
    return !faults.isTooLong(row, slot, value);
  }

  private String noKind() {
    return "This is no " + kind.name().toLowerCase(Locale.ROOT) + ".";
  }

  private String noDuration() {
    return "This is no duration in " + unit.word() + ": a number from 0.";
  }

  private boolean meansMissing(String cell) {
    return words != null && words.containsKey(cell);
  }

  private @Nullable String valueOf(Row row) {
    String cell = row.cell(slot);
    if (cell == null) {
      return fallback;
    }
    if (words == null) {
      return cell;
    }
    Optional<String> word = words.get(cell);
    if (word != null) {
      return word.orElse(fallback);
    }
    return fallback == null && unmapped == Unmapped.KEEP ? cell : fallback;
  }

  @Override
  public boolean isLeftOut(Row row) {
    return leftOut && valueOf(row) == null;
  }

  @Override
  public void write(Row row, JsonGenerator json) throws IOException {
    String value = valueOf(row);
    if (value == null) {
      json.writeNull();
      return;
    }
    switch (kind) {
      case STRING -> json.writeString(value);
      case INTEGER -> json.writeNumber(new BigDecimal(value).longValueExact());
      case NUMBER -> json.writeNumber(new BigDecimal(value));
      case DURATION -> json.writeNumber(milliseconds(value).orElseThrow());
      case BOOLEAN -> json.writeBoolean(Boolean.TRUE.equals(flag(value)));
      case REFERENCE -> reference(value, row, json);
    }
  }

  private void reference(String id, Row row, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", id);
    String shown = label == null ? null : label.of(row);
    if (shown != null) {
      json.writeStringField("label", shown);
    }
    json.writeEndObject();
  }

  private OptionalLong milliseconds(String value) {
    BigDecimal decimal = decimal(value);
    return decimal == null ? OptionalLong.empty() : unit.milliseconds(decimal);
  }

  private static boolean isWhole(String value) {
    BigDecimal decimal = decimal(value);
    if (decimal == null) {
      return false;
    }
    try {
      return decimal.longValueExact() != Long.MIN_VALUE;
    } catch (ArithmeticException e) {
      return false;
    }
  }

  private static @Nullable BigDecimal decimal(String value) {
    try {
      return value.length() > MAX_NUMBER ? null : new BigDecimal(value);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Boolean flag(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "y", "1" -> Boolean.TRUE;
      case "false", "no", "n", "0" -> Boolean.FALSE;
      default -> null;
    };
  }
}
