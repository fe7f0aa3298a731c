package dev.steadfast.core.schedule;

import java.util.List;

/**
 * The business time of a span and where it comes from.
 *
 * @param countedMillis 0 or more; the sum of the counted parts
 * @param parts in order and without gaps from the start of the span to its end; empty if it has no
 *     length
 */
public record Span(long countedMillis, List<Part> parts) {
  public Span {
    parts = List.copyOf(parts);
  }
}
