package dev.steadfast.core.measure;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which part of a tenant a cell covers: {@code all}, or values of up to two dimensions, such as
 * {@code team=Billing;channel=email}. The text form is canonical: dimensions in the order of {@link
 * #DIMENSIONS}, values percent-encoded.
 *
 * @param values by dimension; empty for all
 */
public record Scope(Map<String, String> values) {
  /** The dimensions that cells are merged by, in canonical order. */
  public static final List<String> DIMENSIONS = List.of("team", "agent", "channel", "priority");

  /** The combinations that are merged beforehand; others are computed from observations. */
  public static final List<List<String>> MERGED =
      List.of(
          List.of(),
          List.of("team"),
          List.of("agent"),
          List.of("channel"),
          List.of("team", "channel"),
          List.of("priority"));

  /** Everything a tenant has. */
  public static final Scope ALL = new Scope(Map.of());

  public Scope {
    for (String dimension : values.keySet()) {
      if (!DIMENSIONS.contains(dimension)) {
        throw new IllegalArgumentException(
            "no such dimension: " + dimension + "; one of " + DIMENSIONS);
      }
    }
    values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  /** The scope of one dimension. */
  public static Scope of(String dimension, String value) {
    return new Scope(Map.of(dimension, value));
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException if it is not one
   */
  public static Scope parse(String text) {
    if (text.equals("all")) {
      return ALL;
    }
    Map<String, String> values = new TreeMap<>();
    for (String part : text.split(";", -1)) {
      int equals = part.indexOf('=');
      if (equals < 1 || equals == part.length() - 1) {
        throw new IllegalArgumentException("a scope reads dimension=value, not: " + part);
      }
      String value = URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8);
      if (values.put(part.substring(0, equals), value) != null) {
        throw new IllegalArgumentException("a dimension is named twice: " + text);
      }
    }
    return new Scope(values);
  }

  /** Whether cells of this combination of dimensions are merged beforehand. */
  public boolean isMerged() {
    return isMerged(values.keySet());
  }

  /** The same of dimensions by their names, whatever they are. */
  public static boolean isMerged(Set<String> dimensions) {
    return MERGED.stream()
        .anyMatch(merged -> merged.size() == dimensions.size() && dimensions.containsAll(merged));
  }

  /** The text form. */
  public String text() {
    if (values.isEmpty()) {
      return "all";
    }
    StringBuilder text = new StringBuilder();
    for (String dimension : DIMENSIONS) {
      String value = values.get(dimension);
      if (value != null) {
        text.append(text.isEmpty() ? "" : ";").append(dimension).append('=').append(encode(value));
      }
    }
    return text.toString();
  }

  /** A value as it stands in the text form. */
  public static String encode(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean plain =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
      if (!plain) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
      }
    }
    return value;
  }
}
