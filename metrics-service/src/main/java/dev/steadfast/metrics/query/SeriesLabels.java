package dev.steadfast.metrics.query;

import dev.steadfast.metrics.query.SeriesView.GroupView;
import dev.steadfast.metrics.reference.ReferenceKind;
import dev.steadfast.metrics.reference.ReferenceRepository;
import dev.steadfast.metrics.reference.ReferenceView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Says what the teams and agents of a series are called. */
@ApplicationScoped
class SeriesLabels {
  private final ReferenceRepository references;

  @Inject
  SeriesLabels(ReferenceRepository references) {
    this.references = references;
  }

  /** The series with labels, as they are today. */
  SeriesView label(SeriesView series) throws SQLException {
    if (series.series().isEmpty()) {
      return series;
    }
    Map<String, Map<String, ReferenceView>> named = new HashMap<>();
    for (String dimension : series.series().getFirst().group().keySet()) {
      ReferenceKind kind = ReferenceKind.named(dimension).orElse(null);
      if (kind != null) {
        List<String> ids =
            series.series().stream()
                .map(group -> group.group().getOrDefault(dimension, ""))
                .toList();
        named.put(dimension, references.named(kind, ids));
      }
    }
    return named.isEmpty()
        ? series
        : series.with(series.series().stream().map(group -> labelled(group, named)).toList());
  }

  private static GroupView labelled(
      GroupView group, Map<String, Map<String, ReferenceView>> named) {
    Map<String, String> labels = new TreeMap<>();
    List<String> deleted = new ArrayList<>(0);
    group
        .group()
        .forEach(
            (dimension, value) -> {
              ReferenceView reference = named.getOrDefault(dimension, Map.of()).get(value);
              if (reference != null && reference.label() != null) {
                labels.put(dimension, reference.label());
              }
              if (reference != null && reference.deleted()) {
                deleted.add(dimension);
              }
            });
    return new GroupView(group.group(), labels, deleted, group.points());
  }
}
