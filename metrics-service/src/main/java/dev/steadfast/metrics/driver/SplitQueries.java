package dev.steadfast.metrics.driver;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.core.driver.Decomposition;
import dev.steadfast.core.driver.Group;
import dev.steadfast.core.measure.Cell;
import dev.steadfast.metrics.arrival.Gap;
import dev.steadfast.metrics.query.Grouping;
import dev.steadfast.metrics.query.MetricQuery;
import dev.steadfast.metrics.query.SilentSources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Both periods with their cells: of everything, and of each value of the dimension. */
record SplitQueries(MetricQuery measured, Found found, MetricQuery against, Found before) {
  /** What is not under any value of the dimension. */
  static final String UNKNOWN = "";

  private static final double PERCENT = 100;

  /** The cells of one period, read from one state of the database. */
  record Found(Cell all, Map<String, Cell> byValue, List<Gap> gaps) {
    static Found of(Grouping all, Grouping grouped, List<Gap> gaps) {
      Map<String, Cell> byValue = new TreeMap<>();
      Cell rest = new Cell();
      rest.add(all.finished().getFirst().cells()[0]);
      for (Grouping.Group group : grouped.finished()) {
        Cell cell = group.cells()[0];
        byValue.put(group.values().values().iterator().next(), cell);
        rest = without(rest, cell);
      }
      byValue.put(UNKNOWN, rest);
      return new Found(all.finished().getFirst().cells()[0], byValue, gaps);
    }

    /** Histograms aside: a split takes counts and sums. */
    private static Cell without(Cell whole, Cell part) {
      return new Cell(
          whole.count() - part.count(),
          whole.sum() - part.sum(),
          whole.numerator() - part.numerator(),
          whole.denominator() - part.denominator(),
          null);
    }

    /** A count of nothing while a source was silent is no value. */
    boolean isMissing() {
      return !gaps.isEmpty() && all.count() == 0;
    }

    OptionalDouble value(Aggregation aggregation) {
      return isMissing() ? OptionalDouble.empty() : all.value(aggregation);
    }

    Cell of(String value) {
      return byValue.getOrDefault(value, new Cell());
    }
  }

  String by() {
    return measured.groupBy().getFirst();
  }

  Aggregation aggregation() {
    return measured.aggregations().getFirst();
  }

  String unit() {
    return aggregation() == Aggregation.COUNT ? "count" : measured.metric().unit();
  }

  OptionalDouble value() {
    return found.value(aggregation());
  }

  OptionalDouble valueBefore() {
    return before.value(aggregation());
  }

  long n() {
    return found.all().count();
  }

  long nBefore() {
    return before.all().count();
  }

  long n(String value) {
    return found.of(value).count();
  }

  long nBefore(String value) {
    return before.of(value).count();
  }

  /** Who fell silent in either period, in words; empty if nobody did. */
  Optional<String> silence() {
    return Stream.of(found, before)
        .map(Found::gaps)
        .filter(gaps -> !gaps.isEmpty())
        .map(SilentSources::reason)
        .findFirst();
  }

  /** Empty where either period has no observation to average, or no data. */
  Optional<Decomposition> split() {
    if (found.isMissing() || before.isMissing()) {
      return Optional.empty();
    }
    List<Group> groups = new ArrayList<>();
    TreeSet<String> values = new TreeSet<>(found.byValue().keySet());
    values.addAll(before.byValue().keySet());
    for (String value : values) {
      Cell was = before.of(value);
      Cell is = found.of(value);
      groups.add(new Group(value, weight(was), amount(was), weight(is), amount(is)));
    }
    return isAverage()
        ? Decomposition.ofAverage(groups, aggregation() == Aggregation.SHARE ? PERCENT : 1)
        : Optional.of(Decomposition.ofCount(groups));
  }

  private boolean isAverage() {
    return aggregation() == Aggregation.SHARE || aggregation() == Aggregation.MEAN;
  }

  private long weight(Cell cell) {
    if (aggregation() == Aggregation.SHARE) {
      return cell.denominator();
    }
    return aggregation() == Aggregation.LEVEL ? cell.sum() : cell.count();
  }

  private long amount(Cell cell) {
    return aggregation() == Aggregation.SHARE ? cell.numerator() : cell.sum();
  }
}
