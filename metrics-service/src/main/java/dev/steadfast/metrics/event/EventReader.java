package dev.steadfast.metrics.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.steadfast.contracts.event.EventType;
import dev.steadfast.metrics.timeline.Happening;
import dev.steadfast.platform.problem.FieldError;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks one CloudEvent and understands it. All that is wrong is said at once, with JSON pointers.
 */
public final class EventReader {
  private static final long EARLIEST = 0;
  private static final Duration MAX_AHEAD = Duration.ofDays(1);
  private static final int MAX_NAME = 200;

  private static final int MAX_ERRORS = 64;

  private EventReader() {}

  /** What came of reading an event. */
  public sealed interface Result {
    /** It is well-formed. */
    record Good(SupportEvent event) implements Result {}

    /**
     * It is not; at least one error.
     *
     * @param rest what could be understood all the same; null of what is no object
     */
    record Bad(@Nullable String id, List<FieldError> errors, @Nullable SupportEvent rest)
        implements Result {}
  }

  /**
   * Reads an event.
   *
   * @param now milliseconds since the epoch; no event is more than a day ahead of it
   */
  public static Result read(JsonNode json, long now) {
    List<FieldError> errors = new ArrayList<>(0);
    if (!json.isObject()) {
      return new Result.Bad(null, List.of(new FieldError("", "must be a JSON object")), null);
    }
    Fields event = new Fields(json, "", errors);
    String version = event.required("specversion", 10);
    if (!version.isEmpty() && !version.equals("1.0")) {
      event.wrong("specversion", "must be 1.0");
    }
    String id = event.required("id", MAX_NAME);
    String source = event.required("source", MAX_NAME);
    String type = event.required("type", MAX_NAME);
    String subject = event.required("subject", MAX_NAME);
    String system = event.text("system", MAX_NAME);
    String contentType = event.text("datacontenttype", MAX_NAME);
    if (contentType != null && !contentType.startsWith("application/json")) {
      event.wrong("datacontenttype", "must be application/json");
    }
    long at = time(event, now);
    JsonNode data = json.get("data");
    if (data != null && !data.isObject()) {
      event.wrong("data", "must be an object");
    }
    Optional<EventType> known = EventType.named(type);
    Happening happening = new Happening.Noted();
    if (known.isPresent() && (data == null || data.isObject())) {
      JsonNode object = data == null ? JsonNodeFactory.instance.objectNode() : data;
      happening = EventData.read(known.get(), new Fields(object, "/data", errors), source);
    }
    checkTexts(json, "", errors);
    SupportEvent understood =
        new SupportEvent(
            type, known, source, id, system == null ? source : system, subject, at, happening);
    return errors.isEmpty()
        ? new Result.Good(understood)
        : new Result.Bad(id.isEmpty() ? null : id, errors, understood);
  }

  /**
   * Reads an event that was accepted once and kept. What a later release would refuse of its data
   * says nothing; the rest counts as ever.
   *
   * @throws IllegalStateException if it is no event at all
   */
  public static SupportEvent readKept(JsonNode json) {
    return switch (read(json, Long.MAX_VALUE / 2)) {
      case Result.Good good -> good.event();
      case Result.Bad bad -> {
        SupportEvent rest = bad.rest();
        if (rest == null || !bad.errors().stream().allMatch(EventReader::isOfData)) {
          throw new IllegalStateException("a kept event is unreadable: " + bad.errors());
        }
        yield rest;
      }
    };
  }

  private static boolean isOfData(FieldError error) {
    return error.pointer().startsWith("/data");
  }

  private static long time(Fields event, long now) {
    String text = event.required("time", 64);
    if (text.isEmpty()) {
      return 0;
    }
    try {
      long at =
          OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
              .toInstant()
              .toEpochMilli();
      if (at > now + MAX_AHEAD.toMillis()) {
        event.wrong("time", "is more than a day in the future");
      } else if (at < EARLIEST) {
        event.wrong("time", "is before 1970");
      }
      return at;
    } catch (DateTimeException | ArithmeticException e) {
      event.wrong("time", "must be an RFC 3339 time with an offset, such as 2026-03-01T09:30:00Z");
      return 0;
    }
  }

  /** Texts that are kept but not understood must still be storable and showable. */
  private static void checkTexts(JsonNode json, String path, List<FieldError> errors) {
    if (errors.size() > MAX_ERRORS) {
      return;
    }
    if (json.isTextual()) {
      if (!isClean(json.textValue())) {
        errors.add(new FieldError(path, "must not hold a NUL character or an unpaired surrogate"));
      }
    } else if (json.isObject()) {
      for (var field : json.properties()) {
        if (!isClean(field.getKey())) {
          errors.add(new FieldError(path, "has a field name with an unpaired surrogate"));
        }
        checkTexts(field.getValue(), path + "/" + field.getKey(), errors);
      }
    } else if (json.isArray()) {
      for (int i = 0; i < json.size(); i++) {
        checkTexts(json.get(i), path + "/" + i, errors);
      }
    } else if (json.isNumber() && !Double.isFinite(json.doubleValue())) {
      errors.add(new FieldError(path, "is out of the range of numbers"));
    }
  }

  /** Whether a database and a reader can take it. */
  private static boolean isClean(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return false;
      }
      if (Character.isSurrogate(c)) {
        boolean paired =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!paired) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
