package dev.steadfast.metrics.query;

import dev.steadfast.core.measure.Cell;
import dev.steadfast.core.measure.Scope;
import dev.steadfast.metrics.query.Period.Bucket;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Gathers cells by group and bucket. */
public final class Grouping {
  private final MetricQuery query;
  private final List<Bucket> buckets;
  private final Map<String, Group> groups = new TreeMap<>();
  private final Map<Scope, Group> byScope = new HashMap<>();
  private boolean isFinished;

  /**
   * One line of the answer: the values of the group's dimensions, and a cell for each bucket, and
   * when a day of it was counted otherwise after it was over.
   */
  public record Group(
      Map<String, String> values, Cell[] cells, Cell before, @Nullable Instant[] restatedAt) {}

  Grouping(MetricQuery query) {
    this.query = query;
    this.buckets = query.period().buckets();
    if (query.groupBy().isEmpty()) {
      group(Scope.ALL);
    }
  }

  List<Bucket> buckets() {
    return buckets;
  }

  /** Adds a cell to a bucket; those before the first bucket count for levels only. */
  void add(Scope scope, int bucket, Cell cell) {
    Group group = group(scope);
    if (bucket >= 0) {
      group.cells()[bucket].add(cell);
    } else {
      group.before().add(cell);
    }
  }

  /** Notes that a day within some buckets was counted otherwise after it was over. */
  void restated(Scope scope, int first, int last, Instant at) {
    Instant[] times = group(scope).restatedAt();
    for (int i = Math.max(0, first); i <= last; i++) {
      Instant known = times[i];
      times[i] = known == null || known.isBefore(at) ? at : known;
    }
  }

  private Group group(Scope scope) {
    return byScope.computeIfAbsent(scope, this::find);
  }

  private Group find(Scope scope) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String dimension : query.groupBy()) {
      values.put(dimension, scope.values().getOrDefault(dimension, ""));
    }
    return groups.computeIfAbsent(String.join("\0", values.values()), key -> empty(values));
  }

  private Group empty(Map<String, String> values) {
    Cell[] cells = new Cell[buckets.size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = new Cell();
    }
    return new Group(values, cells, new Cell(), new Instant[cells.length]);
  }

  /**
   * The groups in the order of their values: levels summed up from the beginning, parts of a whole.
   */
  public List<Group> finished() {
    if (!isFinished) {
      switch (query.metric().kind()) {
        case LEVEL -> groups.values().forEach(Grouping::sumUp);
        case PART -> share();
        case COUNT, DURATION, NUMBER, RATIO, NET_SCORE, SCORE, FLOW, AGE -> {}
      }
    }
    isFinished = true;
    return List.copyOf(groups.values());
  }

  private static void sumUp(Group group) {
    Cell running = new Cell();
    running.add(group.before());
    for (int i = 0; i < group.cells().length; i++) {
      running.add(group.cells()[i]);
      Cell level = new Cell();
      level.add(running);
      group.cells()[i] = level;
    }
  }

  /** Each channel becomes a share of what all channels have, with the other dimension the same. */
  private void share() {
    Map<Map<String, String>, long[]> wholes = new HashMap<>();
    for (Group group : groups.values()) {
      long[] whole = wholes.computeIfAbsent(withoutChannel(group), key -> new long[buckets.size()]);
      for (int i = 0; i < whole.length; i++) {
        whole[i] += group.cells()[i].count();
      }
    }
    for (Group group : groups.values()) {
      long[] whole = wholes.getOrDefault(withoutChannel(group), new long[buckets.size()]);
      for (int i = 0; i < whole.length; i++) {
        group.cells()[i] = new Cell(whole[i], 0, group.cells()[i].count(), whole[i], null);
      }
    }
  }

  private static Map<String, String> withoutChannel(Group group) {
    Map<String, String> others = new HashMap<>(group.values());
    others.remove("channel");
    return others;
  }
}
