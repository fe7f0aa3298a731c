package dev.steadfast.metrics.query;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.core.measure.Cell;
import dev.steadfast.core.measure.Measured;
import dev.steadfast.metrics.query.Period.Bucket;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Gathers cells by group and bucket. Cells come in as they are kept, and go out as they measure the
 * metric: whoever reads a query has values in the unit of the metric and no others.
 */
public final class Grouping {
  /** In the place of a value: of the observations that have none. */
  public static final String WITHOUT = "";

  private final MetricQuery query;
  private final List<Bucket> buckets;
  private final int decimals;
  private final Map<String, GroupLine> lines = new TreeMap<>();
  private final Map<Map<String, String>, GroupLine> byValues = new HashMap<>();
  private @Nullable List<Group> finished;
  private int settlesAfterDays;

  /**
   * One line of the answer: the values of the group's dimensions, and what each bucket measures,
   * and when a day of it was counted otherwise after it was over, and how many distinct ones there
   * are.
   */
  public record Group(
      Map<String, String> values,
      Measured[] measured,
      @Nullable Instant[] restatedAt,
      Map<Aggregation, long[]> distinct) {

    /** The value of a bucket. */
    OptionalDouble value(Aggregation aggregation, int bucket) {
      if (!aggregation.isDistinct()) {
        return measured[bucket].value(aggregation);
      }
      long[] counts = distinct.get(aggregation);
      return OptionalDouble.of(counts == null ? 0 : (double) counts[bucket]);
    }
  }

  Grouping(MetricQuery query) {
    this(query, query.metric().decimals());
  }

  private Grouping(MetricQuery query, int decimals) {
    this.query = query;
    this.decimals = decimals;
    this.buckets = query.period().buckets();
    if (query.groupBy().isEmpty()) {
      line(Map.of());
    }
  }

  /**
   * What is computed from two others by group and bucket: a share in the groups of what it is of, a
   * ratio in those of either part, with no value where there is nothing to divide by.
   */
  static Grouping ofParts(MetricQuery query, Grouping numerator, Grouping denominator) {
    Grouping computed = new Grouping(query, numerator.decimals - denominator.decimals);
    boolean isShare = query.metric().kind() == MetricDefinition.Kind.RATIO;
    if (!isShare) {
      numerator.lines.forEach((name, in) -> computed.put(name, in.values()));
    }
    denominator.lines.forEach((name, of) -> computed.put(name, of.values()));
    computed.lines.forEach(
        (name, line) -> {
          GroupLine in = numerator.lines.getOrDefault(name, computed.empty(line.values()));
          GroupLine of = denominator.lines.getOrDefault(name, computed.empty(line.values()));
          for (int i = 0; i < line.cells().length; i++) {
            line.cells()[i] = divided(in.cells()[i], of.cells()[i], isShare);
            line.restatedAt()[i] = later(of.restatedAt()[i], in.restatedAt()[i]);
          }
        });
    return computed;
  }

  /** Its n is how many there are of what it is divided by; the sum of a count is the count. */
  private static Cell divided(Cell in, Cell of, boolean isShare) {
    return isShare
        ? new Cell(of.count(), 0, in.count(), of.count(), null)
        : new Cell(of.count(), 0, in.sum(), of.sum(), null);
  }

  private void put(String name, Map<String, String> values) {
    lines.computeIfAbsent(name, key -> empty(values));
  }

  /** How many days after its end a bucket can still change without any late event. */
  int settlesAfterDays() {
    return settlesAfterDays;
  }

  Grouping settlingAfter(int days) {
    settlesAfterDays = days;
    return this;
  }

  List<Bucket> buckets() {
    return buckets;
  }

  /** The values of the dimensions that are grouped by, of columns from {@code first} on. */
  static Map<String, String> valuesOf(MetricQuery query, ResultSet row, int first)
      throws SQLException {
    Map<String, String> values = new HashMap<>();
    int column = first;
    for (String dimension : query.groupBy()) {
      values.put(dimension, Objects.requireNonNullElse(row.getString(column++), WITHOUT));
    }
    return values;
  }

  /** Adds a cell to a bucket; those before the first bucket count for levels only. */
  void add(Map<String, String> values, int bucket, Cell cell) {
    GroupLine line = line(values);
    if (bucket >= 0) {
      line.cells()[bucket].add(cell);
    } else {
      line.before().add(cell);
    }
  }

  /** Says how many distinct ones a bucket has. */
  void distinct(Map<String, String> values, int bucket, Aggregation aggregation, long count) {
    line(values).distinct().computeIfAbsent(aggregation, a -> new long[buckets.size()])[bucket] =
        count;
  }

  /** Notes that a day within some buckets was counted otherwise after it was over. */
  void restated(Map<String, String> values, int first, int last, Instant at) {
    Instant[] times = line(values).restatedAt();
    for (int i = Math.max(0, first); i <= last; i++) {
      times[i] = later(at, times[i]);
    }
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? other : one;
  }

  private GroupLine line(Map<String, String> values) {
    return byValues.computeIfAbsent(values, this::find);
  }

  private GroupLine find(Map<String, String> told) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String dimension : query.groupBy()) {
      values.put(dimension, told.getOrDefault(dimension, WITHOUT));
    }
    return lines.computeIfAbsent(nameOf(values), key -> empty(values));
  }

  /** In the order of the values, and what has none after all that have one. */
  private static String nameOf(Map<String, String> values) {
    return values.values().stream()
        .map(value -> value.equals(WITHOUT) ? "1" : "0" + value)
        .collect(Collectors.joining("\0"));
  }

  /**
   * Leaves what has no value of a dimension where everything was added, whatever value it has:
   * cells are linear, so that the parts are taken off the whole.
   */
  void leaveWithout() {
    for (String dimension : query.groupBy()) {
      for (GroupLine part : List.copyOf(lines.values())) {
        if (!WITHOUT.equals(part.values().get(dimension))) {
          Map<String, String> values = new HashMap<>(part.values());
          values.put(dimension, WITHOUT);
          line(values).subtract(part);
        }
      }
    }
    lines.values().removeIf(line -> line.values().containsValue(WITHOUT) && line.isEmpty());
  }

  private GroupLine empty(Map<String, String> values) {
    Cell[] cells = new Cell[buckets.size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = new Cell();
    }
    return new GroupLine(
        values, cells, new Cell(), new Instant[cells.length], new EnumMap<>(Aggregation.class));
  }

  /**
   * The groups in the order of their values: levels summed up from the beginning, parts of a whole.
   */
  public List<Group> finished() {
    List<Group> known = finished;
    if (known != null) {
      return known;
    }
    if (!query.groupBy().isEmpty()) {
      lines.values().removeIf(GroupLine::isGone);
    }
    switch (query.metric().kind()) {
      case LEVEL -> lines.values().forEach(Grouping::sumUp);
      case PART -> share();
      case COUNT, DURATION, NUMBER, RATIO, QUOTIENT, NET_SCORE, SCORE, FLOW, AGE, PEOPLE -> {}
    }
    known = lines.values().stream().map(this::measured).toList();
    finished = known;
    return known;
  }

  private Group measured(GroupLine line) {
    return new Group(
        line.values(),
        Arrays.stream(line.cells())
            .map(cell -> new Measured(cell, decimals))
            .toArray(Measured[]::new),
        line.restatedAt(),
        line.distinct());
  }

  private static void sumUp(GroupLine line) {
    Cell running = new Cell();
    running.add(line.before());
    for (int i = 0; i < line.cells().length; i++) {
      running.add(line.cells()[i]);
      Cell level = new Cell();
      level.add(running);
      line.cells()[i] = level;
    }
  }

  /**
   * Each channel becomes a share of what all channels have, with the other dimension the same. What
   * has no channel is out.
   */
  private void share() {
    lines.values().removeIf(line -> WITHOUT.equals(line.values().get("channel")));
    Map<Map<String, String>, long[]> wholes = new HashMap<>();
    for (GroupLine line : lines.values()) {
      long[] whole = wholes.computeIfAbsent(withoutChannel(line), key -> new long[buckets.size()]);
      for (int i = 0; i < whole.length; i++) {
        whole[i] += line.cells()[i].count();
      }
    }
    for (GroupLine line : lines.values()) {
      long[] whole = wholes.getOrDefault(withoutChannel(line), new long[buckets.size()]);
      for (int i = 0; i < whole.length; i++) {
        line.cells()[i] = new Cell(whole[i], 0, line.cells()[i].count(), whole[i], null);
      }
    }
  }

  private static Map<String, String> withoutChannel(GroupLine line) {
    Map<String, String> others = new HashMap<>(line.values());
    others.remove("channel");
    return others;
  }
}
