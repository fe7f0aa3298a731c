package dev.steadfast.metrics.intake;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.platform.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A CloudEvent in binary mode: its attributes in {@code ce-*} headers, its data in the body. */
final class BinaryEvent {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PREFIX = "ce-";

  private BinaryEvent() {}

  /**
   * The same event as a JSON array of one. The data is copied as it came; it is checked when the
   * array is read.
   */
  static byte[] asBatch(Map<String, List<String>> headers, byte[] data) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(data.length + 500);
    out.write('[');
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false);
      json.writeStartObject();
      for (var header : headers.entrySet()) {
        String name = header.getKey().toLowerCase(Locale.ROOT);
        if (name.startsWith(PREFIX)) {
          json.writeStringField(
              name.substring(PREFIX.length()), decoded(name, header.getValue().getFirst()));
        }
      }
      if (data.length > 0) {
        json.writeFieldName("data");
        json.writeRawValue(new String(data, StandardCharsets.UTF_8));
      }
      json.writeEndObject();
    }
    out.write(']');
    return out.toByteArray();
  }

  /**
   * Header values are unquoted, then percent-decoded once (CloudEvents HTTP binding 1.0, §3.1.3.2).
   */
  private static String decoded(String name, String value) {
    String text =
        value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
            ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1")
            : value;
    if (text.indexOf('%') < 0) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] source = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < source.length; i++) {
      if (source[i] == '%' && i + 2 < source.length) {
        int high = Character.digit(source[i + 1], 16);
        int low = Character.digit(source[i + 2], 16);
        if (high >= 0 && low >= 0) {
          bytes.write(high * 16 + low);
          i += 2;
          continue;
        }
      }
      bytes.write(source[i]);
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw ProblemException.invalidParameter(name, "The header is not percent-encoded UTF-8.");
    }
  }
}
