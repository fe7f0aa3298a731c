package dev.steadfast.metrics.query;

import dev.steadfast.metrics.export.Column;
import dev.steadfast.metrics.export.TableWriter;
import dev.steadfast.metrics.reference.ReferenceKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A series as a table: a row for each group and bucket. */
final class SeriesTable {
  private SeriesTable() {}

  static List<Column> columns(SeriesView series) {
    List<Column> columns =
        new ArrayList<>(
            List.of(Column.text("metric"), Column.whole("version"), Column.text("unit")));
    dimensions(series).forEach(name -> columns.add(Column.text(name)));
    columns.addAll(
        List.of(
            Column.time("from"),
            Column.time("to"),
            Column.whole("n"),
            Column.flag("partial"),
            Column.flag("provisional")));
    for (String code : series.codes()) {
      columns.add(Column.number(code));
      columns.add(Column.number(code + "_lower"));
      columns.add(Column.number(code + "_upper"));
    }
    columns.add(Column.flag("noData"));
    columns.add(Column.text("noDataReason"));
    labelled(dimensions(series)).forEach(name -> columns.add(Column.text(name + "Label")));
    for (SeriesView.ThresholdView threshold : thresholds(series)) {
      columns.add(Column.number(threshold.aggregation() + "_countedTo"));
    }
    columns.addAll(
        List.of(
            Column.time("restatedAt"),
            Column.text("interval"),
            Column.text("zone"),
            Column.whole("minimumSample"),
            Column.time("asOf")));
    return columns;
  }

  private static Set<String> dimensions(SeriesView series) {
    return series.series().isEmpty() ? Set.of() : series.series().getFirst().group().keySet();
  }

  private static List<String> labelled(Collection<String> dimensions) {
    return dimensions.stream().filter(name -> ReferenceKind.named(name).isPresent()).toList();
  }

  static void write(SeriesView series, TableWriter table) throws IOException {
    for (SeriesView.GroupView group : series.series()) {
      for (SeriesView.PointView point : group.points()) {
        table.row(row(series, group, point));
      }
    }
  }

  private static List<@Nullable Object> row(
      SeriesView series, SeriesView.GroupView group, SeriesView.PointView point) {
    List<@Nullable Object> row = new ArrayList<>();
    row.add(series.metric());
    row.add((long) series.version());
    row.add(series.unit());
    row.addAll(group.group().values());
    row.add(point.from());
    row.add(point.to());
    row.add(point.n());
    row.add(point.partial());
    row.add(point.provisional());
    for (String code : series.codes()) {
      SeriesView.IntervalView interval = point.intervals().get(code);
      row.add(point.values().get(code));
      row.add(interval == null ? null : interval.lower());
      row.add(interval == null ? null : interval.upper());
    }
    row.add(point.lacksData());
    row.add(point.noDataReason());
    labelled(group.group().keySet()).forEach(name -> row.add(group.labels().get(name)));
    for (SeriesView.ThresholdView threshold : thresholds(series)) {
      row.add(threshold.countedTo().doubleValue());
    }
    row.add(point.restatedAt());
    row.add(series.interval());
    row.add(series.zone());
    row.add((long) series.minimumSample());
    row.add(series.asOf());
    return row;
  }

  private static List<SeriesView.ThresholdView> thresholds(SeriesView series) {
    return series.thresholds() == null ? List.of() : series.thresholds();
  }
}
