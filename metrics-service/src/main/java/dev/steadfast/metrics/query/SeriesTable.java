package dev.steadfast.metrics.query;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.metrics.export.Column;
import dev.steadfast.metrics.export.TableWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A series as a table: a row for each group and bucket. */
final class SeriesTable {
  private SeriesTable() {}

  static List<Column> columns(SeriesView series) {
    List<Column> columns =
        new ArrayList<>(
            List.of(Column.text("metric"), Column.whole("version"), Column.text("unit")));
    if (!series.series().isEmpty()) {
      series.series().getFirst().group().keySet().forEach(name -> columns.add(Column.text(name)));
    }
    columns.addAll(
        List.of(
            Column.time("from"),
            Column.time("to"),
            Column.whole("n"),
            Column.flag("partial"),
            Column.flag("provisional")));
    for (Aggregation aggregation : series.aggregations()) {
      columns.add(Column.number(aggregation.code()));
      columns.add(Column.number(aggregation.code() + "_lower"));
      columns.add(Column.number(aggregation.code() + "_upper"));
    }
    columns.add(Column.flag("noData"));
    columns.add(Column.text("noDataReason"));
    return columns;
  }

  static void write(SeriesView series, TableWriter table) throws IOException {
    for (SeriesView.GroupView group : series.series()) {
      for (SeriesView.PointView point : group.points()) {
        table.row(row(series, group.group(), point));
      }
    }
  }

  private static List<@Nullable Object> row(
      SeriesView series, Map<String, String> group, SeriesView.PointView point) {
    List<@Nullable Object> row = new ArrayList<>();
    row.add(series.metric());
    row.add((long) series.version());
    row.add(series.unit());
    row.addAll(group.values());
    row.add(point.from());
    row.add(point.to());
    row.add(point.n());
    row.add(point.partial());
    row.add(point.provisional());
    for (Aggregation aggregation : series.aggregations()) {
      SeriesView.IntervalView interval = point.intervals().get(aggregation.code());
      row.add(SeriesView.value(point, aggregation));
      row.add(interval == null ? null : interval.lower());
      row.add(interval == null ? null : interval.upper());
    }
    row.add(point.lacksData());
    row.add(point.noDataReason());
    return row;
  }
}
