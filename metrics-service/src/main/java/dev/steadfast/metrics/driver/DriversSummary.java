package dev.steadfast.metrics.driver;

import dev.steadfast.core.driver.Decomposition;
import dev.steadfast.core.driver.Decomposition.Part;
import dev.steadfast.metrics.query.Wording;
import dev.steadfast.metrics.reference.ReferenceView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What moved a metric, in words: the whole, mix and rate, and the two largest contributors. */
final class DriversSummary {
  private static final int NAMED = 2;

  private final SplitQueries queries;
  private final Map<String, ReferenceView> named;
  private final String unit;

  private DriversSummary(SplitQueries queries, Map<String, ReferenceView> named) {
    this.queries = queries;
    this.named = named;
    this.unit = queries.unit();
  }

  static String of(
      SplitQueries queries, Map<String, ReferenceView> named, Optional<Decomposition> split) {
    DriversSummary summary = new DriversSummary(queries, named);
    return split.map(summary::text).orElseGet(summary::withoutData);
  }

  private String withoutData() {
    if (queries.silence().isPresent()) {
      return what() + " cannot be split: " + queries.silence().get() + ".";
    }
    return what()
        + " cannot be split: there is no observation in "
        + (queries.n() == 0 ? "the period asked." : "the period that it is compared with.");
  }

  private String what() {
    return queries.measured().metric().title() + " (" + queries.aggregation().code() + ")";
  }

  private String text(Decomposition split) {
    double change = split.change();
    String course =
        change == 0
            ? "%s stayed at %s".formatted(what(), Wording.value(unit, split.after()))
            : "%s %s from %s to %s: %s"
                .formatted(
                    what(),
                    change > 0 ? "rose" : "fell",
                    Wording.value(unit, split.before()),
                    Wording.value(unit, split.after()),
                    signed(change));
    double mix = split.parts().stream().mapToDouble(Part::mix).sum();
    String parts =
        isCount()
            ? "."
            : ", of which the mix by %s makes %s and their own values %s."
                .formatted(queries.by(), signed(mix), signed(change - mix));
    return course + parts + largest(split.parts()) + caveat();
  }

  private String caveat() {
    return queries
        .silence()
        .map(who -> " Part of it may be what is missing: " + who + ".")
        .orElse("");
  }

  private boolean isCount() {
    return !queries.aggregation().code().equals("share")
        && !queries.aggregation().code().equals("mean");
  }

  private String largest(List<Part> parts) {
    if (parts.isEmpty()) {
      return "";
    }
    return parts.stream()
        .limit(NAMED)
        .map(
            part ->
                name(part)
                    + " "
                    + signed(part.contribution())
                    + (isCount()
                        ? ""
                        : " (mix %s, own value %s)"
                            .formatted(signed(part.mix()), signed(part.rate()))))
        .collect(Collectors.joining(", ", " Largest: ", "."));
  }

  private String name(Part part) {
    if (part.value().isEmpty()) {
      return "without " + queries.by();
    }
    ReferenceView reference = named.get(part.value());
    return reference == null || reference.label() == null ? part.value() : reference.label();
  }

  private String signed(double difference) {
    return Wording.difference(unit, difference);
  }
}
