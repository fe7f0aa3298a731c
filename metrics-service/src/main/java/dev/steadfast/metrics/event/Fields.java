package dev.steadfast.metrics.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steadfast.platform.problem.FieldError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Reads the fields of one JSON object and notes everything that is wrong with them. */
final class Fields {
  private final JsonNode object;
  private final String path;
  private final List<FieldError> errors;

  Fields(JsonNode object, String path, List<FieldError> errors) {
    this.object = object;
    this.path = path;
    this.errors = errors;
  }

  /** Whether nothing is wrong so far. */
  boolean areSound() {
    return errors.isEmpty();
  }

  boolean has(String name) {
    return object.has(name);
  }

  private @Nullable JsonNode present(String name) {
    JsonNode value = object.get(name);
    return value == null || value.isNull() ? null : value;
  }

  void wrong(String name, String detail) {
    errors.add(new FieldError(path + "/" + name, detail));
  }

  /** A text of 1 to {@code max} characters, or null where it is absent or wrong. */
  @Nullable String text(String name, int max) {
    JsonNode value = present(name);
    if (value == null) {
      return null;
    }
    if (!value.isTextual()) {
      wrong(name, "must be a string");
      return null;
    }
    String text = value.textValue();
    if (text.isEmpty() || text.length() > max) {
      wrong(name, "must have 1 to " + max + " characters");
      return null;
    }
    return text;
  }

  /** Checks a text of any length that is measured, or empty since it was erased. */
  void checkText(String name) {
    JsonNode value = present(name);
    if (value != null && !value.isTextual()) {
      wrong(name, "must be a string");
    }
  }

  /** A text that must be there; empty text where it is not, with the error noted. */
  String required(String name, int max) {
    if (present(name) == null) {
      wrong(name, "is required");
      return "";
    }
    String text = text(name, max);
    return text == null ? "" : text;
  }

  /** A constant by its kebab-case name, or null where it is absent or wrong. */
  <T extends Enum<T>> @Nullable T constant(String name, Class<T> type) {
    String text = text(name, 100);
    if (text == null) {
      return null;
    }
    for (T constant : type.getEnumConstants()) {
      if (codeOf(constant).equals(text)) {
        return constant;
      }
    }
    wrong(name, "must be one of " + codes(type));
    return null;
  }

  /** A constant that must be there. */
  <T extends Enum<T>> @Nullable T requiredConstant(String name, Class<T> type) {
    if (present(name) == null) {
      wrong(name, "is required");
      return null;
    }
    return constant(name, type);
  }

  static String codeOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String codes(Class<? extends Enum<?>> type) {
    StringBuilder codes = new StringBuilder();
    for (Enum<?> constant : type.getEnumConstants()) {
      codes.append(codes.isEmpty() ? "" : ", ").append(codeOf(constant));
    }
    return codes.toString();
  }

  /** A whole number in that range; {@code low} where it is absent or wrong. */
  int whole(String name, int low, int high, boolean isRequired) {
    JsonNode value = present(name);
    if (value == null) {
      if (isRequired) {
        wrong(name, "is required");
      }
      return low;
    }
    boolean isWhole =
        value.isIntegralNumber()
            || (value.isNumber() && value.doubleValue() == Math.rint(value.doubleValue()));
    if (!isWhole
        || !value.canConvertToLong()
        || value.longValue() < low
        || value.longValue() > high) {
      wrong(name, "must be a whole number from " + low + " to " + high);
      return low;
    }
    return value.intValue();
  }

  /** How long the text is: as the field tells, or else by the text itself where it is there. */
  OptionalInt length(String name, int high, ToIntFunction<String> measure) {
    if (present(name) != null) {
      return OptionalInt.of(whole(name, 0, high, false));
    }
    // An erased text is empty.
    JsonNode text = object.path("text");
    return text.isTextual() && !text.textValue().isEmpty()
        ? OptionalInt.of(measure.applyAsInt(text.textValue()))
        : OptionalInt.empty();
  }

  /** How the text of that field feels, in thousandths. */
  OptionalInt sentiment(String field) {
    JsonNode told = present(MeasuredText.SENTIMENT);
    if (told != null && !(told.isNumber() && told.doubleValue() >= -1 && told.doubleValue() <= 1)) {
      wrong(MeasuredText.SENTIMENT, "must be a number from -1 to 1");
      return OptionalInt.empty();
    }
    return MeasuredText.sentiment(object, field);
  }

  /** A number must be there. */
  void requiredNumber(String name) {
    JsonNode value = present(name);
    if (value == null) {
      wrong(name, "is required");
    } else if (!value.isNumber()) {
      wrong(name, "must be a number");
    }
  }

  /** True or false; {@code otherwise} where it is absent or wrong. */
  boolean flag(String name, boolean otherwise) {
    JsonNode value = present(name);
    if (value == null) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      wrong(name, "must be true or false");
      return otherwise;
    }
    return value.booleanValue();
  }

  /** True or false, which must be there. */
  boolean requiredFlag(String name) {
    if (present(name) == null) {
      wrong(name, "is required: true or false");
    }
    return flag(name, false);
  }

  /** The fields of an object, or null where it is absent or wrong. */
  @Nullable Fields object(String name) {
    JsonNode value = present(name);
    if (value == null) {
      return null;
    }
    if (!value.isObject()) {
      wrong(name, "must be an object");
      return null;
    }
    return new Fields(value, path + "/" + name, errors);
  }

  /**
   * The id of a reference such as {@code {"id": "…", "label": "…"}}, or null where it is absent or
   * wrong.
   */
  @Nullable String reference(String name) {
    Fields reference = object(name);
    if (reference == null) {
      return null;
    }
    String id = reference.required("id", 200);
    reference.text("label", 200);
    return id.isEmpty() ? null : id;
  }

  /** The id of a reference that must be there; empty text where it is not, with the error noted. */
  String requiredReference(String name) {
    if (present(name) == null) {
      wrong(name, "is required: an object with its id");
    }
    String id = reference(name);
    return id == null ? "" : id;
  }

  /** A list of up to {@code most} texts; empty where it is absent or wrong. */
  List<String> texts(String name, int most, int max) {
    JsonNode value = present(name);
    if (value == null) {
      return List.of();
    }
    if (!value.isArray() || value.size() > most) {
      wrong(name, "must be a list of up to " + most + " strings");
      return List.of();
    }
    List<String> texts = new ArrayList<>(value.size());
    for (int i = 0; i < value.size(); i++) {
      JsonNode one = value.get(i);
      if (!one.isTextual() || one.textValue().isEmpty() || one.textValue().length() > max) {
        wrong(name + "/" + i, "must be a string of 1 to " + max + " characters");
      } else {
        texts.add(one.textValue());
      }
    }
    return texts;
  }

  /** A list that must be there; it may be empty. */
  List<String> requiredTexts(String name, int most, int max) {
    if (present(name) == null) {
      wrong(name, "is required: a list of strings");
    }
    return texts(name, most, max);
  }

  /**
   * Up to {@code most} texts by name; empty where they are absent or wrong. An empty text says
   * nothing of its name.
   */
  Map<String, String> named(String name, int most, int maxName, int max) {
    JsonNode value = present(name);
    if (value == null) {
      return Map.of();
    }
    if (!value.isObject() || value.size() > most) {
      wrong(name, "must be an object of up to " + most + " strings");
      return Map.of();
    }
    Map<String, String> texts = new HashMap<>();
    for (Map.Entry<String, JsonNode> one : value.properties()) {
      String pointer = name + "/" + one.getKey().replace("~", "~0").replace("/", "~1");
      if (one.getKey().isEmpty() || one.getKey().length() > maxName) {
        wrong(pointer, "must have a name of 1 to " + maxName + " characters");
      } else if (!one.getValue().isTextual() || one.getValue().textValue().length() > max) {
        wrong(pointer, "must be a string of up to " + max + " characters");
      } else if (!one.getValue().textValue().isEmpty()) {
        texts.put(one.getKey(), one.getValue().textValue());
      }
    }
    return texts;
  }
}
