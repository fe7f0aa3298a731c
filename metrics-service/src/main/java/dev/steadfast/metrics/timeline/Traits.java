package dev.steadfast.metrics.timeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What all observations of an interaction share, beside where each is: as it was last told, for its
 * whole life.
 *
 * @param direction {@code inbound} or {@code proactive}; null while it is not known that it began
 * @param language of its attribute, or of the first message of the customer that names one
 * @param attributes the tenant's own, by name
 * @param tags without repetition, in the order of their names
 */
public record Traits(
    @Nullable String direction,
    @Nullable String language,
    Map<String, String> attributes,
    List<String> tags) {
  /** Of an interaction that nothing is told of. */
  public static final Traits NONE = new Traits(null, null, Map.of(), List.of());

  /** The dimensions with a name of their own. */
  public static final List<String> DIMENSIONS =
      List.of("direction", "brand", "product", "language", "tag");

  /** What comes before the name of an attribute. */
  public static final String ATTRIBUTE = "attribute.";

  private static final int MAX_ATTRIBUTE = 100;

  public Traits {
    attributes = Map.copyOf(attributes);
    tags = List.copyOf(tags);
  }

  /** Whether a dimension is one of an interaction as a whole. */
  public static boolean isDimension(String name) {
    return DIMENSIONS.contains(name)
        || (name.startsWith(ATTRIBUTE)
            && name.length() > ATTRIBUTE.length()
            && name.length() <= ATTRIBUTE.length() + MAX_ATTRIBUTE);
  }

  /**
   * The attribute that a dimension reads; empty for those that are none.
   *
   * @param dimension {@code brand}, {@code product}, or any with its prefix
   */
  public static Optional<String> attributeOf(String dimension) {
    if (dimension.startsWith(ATTRIBUTE)) {
      return Optional.of(dimension.substring(ATTRIBUTE.length()));
    }
    return dimension.equals("brand") || dimension.equals("product")
        ? Optional.of(dimension)
        : Optional.empty();
  }

  /** What it has in a dimension: nothing, one value, or any number of tags. */
  List<String> values(String dimension) {
    if (dimension.equals("tag")) {
      return tags;
    }
    String value =
        switch (dimension) {
          case "direction" -> direction;
          case "language" -> language;
          default -> attributes.get(attributeOf(dimension).orElse(dimension));
        };
    return value == null ? List.of() : List.of(value);
  }

  /** Whether there is nothing to keep, the direction aside. */
  public boolean areNone() {
    return language == null && attributes.isEmpty() && tags.isEmpty();
  }
}
