package dev.steadfast.metrics.processing;

import dev.steadfast.core.measure.Cell;
import dev.steadfast.core.measure.Histogram;
import java.nio.BufferUnderflowException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Computes cells anew from the raw events and the circumstances that each interaction is counted
 * under, without anything else that is derived, and compares them with those that are stored. It
 * reads interaction by interaction and holds a fingerprint of each cell, some 100 bytes; the few
 * cells that differ are computed once more to be shown. Interactions that lack events are taken as
 * they were counted, from their observations.
 *
 * <p>Needs a transaction that sees one state of the database.
 */
public final class CellCheck {
  private static final int FETCHED_ROWS = 100;
  private static final int MOST_LISTED = 100;

  /**
   * A part of the cells, so that few are held at a time: about as many as in each other part.
   *
   * @param index from 0 on
   * @param pooled how many interactions of customers are held at a time, 300 bytes each; of more
   *     all events are read once for each share of the customers. 0 where no metric needs the other
   *     interactions of a customer
   */
  public record Part(int index, int of, int pooled) {

    private boolean has(CellKey key) {
      return of == 1
          || Math.floorMod(Objects.hash(key.metric(), key.scope(), key.day()), of) == index;
    }
  }

  /** Is told how many events of the tenant were read so far, again from 0 with each reading. */
  @FunctionalInterface
  public interface Progress {
    void reached(long events) throws SQLException;
  }

  /**
   * What was found.
   *
   * @param frozen interactions without all their events, which are taken as they were counted
   * @param compared cells that are stored or should be
   * @param differing how many of them differ
   * @param first the first of these by metric, scope and day, at most 100
   */
  public record Found(
      long events,
      long interactions,
      long frozen,
      long compared,
      long differing,
      List<Difference> first) {}

  /** A cell that is not what the raw events say. */
  public record Difference(
      String metric,
      int version,
      String scope,
      LocalDate day,
      Content expected,
      Content stored,
      boolean quartersDiffer) {}

  /**
   * What is in a cell; of nothing all is 0.
   *
   * @param values how many the histogram counts
   */
  public record Content(
      long count, long sum, long numerator, long denominator, long values, boolean isThere) {}

  private final Connection snapshot;
  private final UUID tenant;
  private final Set<String> metrics;
  private final Part part;
  private final RecomputedCells recomputed;
  private final Map<CellKey, Long> expected = new HashMap<>();
  private final TreeMap<CellKey, Stored> differing = new TreeMap<>();
  private long compared;
  private long different;

  /** A cell as it is; {@code quarters} is null where they cannot be read. */
  private record Stored(Content content, @Nullable Quarters quarters) {
    static final Stored NOTHING = new Stored(new Content(0, 0, 0, 0, 0, false), new Quarters());
  }

  private CellCheck(
      Connection snapshot, UUID tenant, Set<String> metrics, Part part, Progress progress)
      throws SQLException {
    this.snapshot = snapshot;
    this.tenant = tenant;
    this.metrics = Set.copyOf(metrics);
    this.part = part;
    this.recomputed =
        new RecomputedCells(
            snapshot,
            tenant,
            this.metrics,
            new ZoneDirectory().of(snapshot, tenant),
            part.pooled(),
            progress);
  }

  /** Checks that part of the cells of those metrics. */
  public static Found run(
      Connection snapshot, UUID tenant, Set<String> metrics, Part part, Progress progress)
      throws SQLException {
    return new CellCheck(snapshot, tenant, metrics, part, progress).run();
  }

  private Found run() throws SQLException {
    recomputed.each(
        (key, quarters) -> {
          if (part.has(key)) {
            expected.merge(key, Fingerprint.of(quarters), Long::sum);
          }
        });
    compare();
    return new Found(
        recomputed.events(),
        recomputed.interactions(),
        recomputed.frozen(),
        compared,
        different,
        differing.isEmpty() ? List.of() : shown());
  }

  private void compare() throws SQLException {
    try (PreparedStatement select =
        snapshot.prepareStatement(
            "SELECT scope, day, " + DayCells.COLUMNS + " FROM cell_day WHERE tenant_id = ?")) {
      select.setFetchSize(FETCHED_ROWS);
      select.setObject(1, tenant);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          compare(
              row.getString(1),
              row.getObject(2, LocalDate.class).toEpochDay(),
              DayCells.read(row, 3));
        }
      }
    }
    // Cells that moved within themselves until nothing was left are not written.
    expected.values().removeIf(fingerprint -> fingerprint == 0);
    expected.keySet().forEach(key -> differ(key, Stored.NOTHING));
    compared += expected.size();
  }

  private void compare(String scope, long day, DayCells cells) {
    for (int i = 0; i < cells.days().size(); i++) {
      String metric = cells.days().metric(i);
      if (metrics.contains(metric.substring(0, metric.lastIndexOf('@')))) {
        CellKey key = new CellKey(metric, scope, day);
        if (part.has(key)) {
          int at = i;
          compare(key, readable(() -> cells.days().cell(at)), readable(() -> cells.quarters(at)));
        }
      }
    }
  }

  private void compare(CellKey key, @Nullable Cell day, @Nullable Quarters quarters) {
    Long fingerprint = expected.remove(key);
    boolean isRight =
        quarters != null
            && day != null
            && Fingerprint.of(quarters) == (fingerprint == null ? 0 : fingerprint)
            && quarters.day().equals(day);
    compared++;
    if (!isRight) {
      differ(key, new Stored(content(day == null ? new Cell() : day), quarters));
    }
  }

  private static <T> @Nullable T readable(Supplier<T> decoded) {
    try {
      return decoded.get();
    } catch (IllegalArgumentException | BufferUnderflowException | NegativeArraySizeException e) {
      return null;
    }
  }

  private void differ(CellKey key, Stored stored) {
    different++;
    differing.put(key, stored);
    if (differing.size() > MOST_LISTED) {
      differing.pollLastEntry();
    }
  }

  private List<Difference> shown() throws SQLException {
    Map<CellKey, Quarters> wanted = new HashMap<>();
    recomputed.each(
        (key, quarters) -> {
          if (differing.containsKey(key)) {
            wanted.computeIfAbsent(key, k -> new Quarters()).add(quarters);
          }
        });
    List<Difference> shown = new ArrayList<>();
    differing.forEach(
        (key, stored) ->
            shown.add(difference(key, wanted.getOrDefault(key, new Quarters()), stored)));
    return shown;
  }

  private static Difference difference(CellKey key, Quarters right, Stored stored) {
    Quarters quarters = stored.quarters();
    int separator = key.metric().lastIndexOf('@');
    return new Difference(
        key.metric().substring(0, separator),
        Integer.parseInt(key.metric(), separator + 1, key.metric().length(), 10),
        key.scope(),
        LocalDate.ofEpochDay(key.day()),
        content(right.day()),
        stored.content(),
        quarters == null || Fingerprint.of(quarters) != Fingerprint.of(right));
  }

  private static Content content(Cell cell) {
    Histogram histogram = cell.histogram();
    return new Content(
        cell.count(),
        cell.sum(),
        cell.numerator(),
        cell.denominator(),
        histogram == null ? 0 : histogram.count(),
        !cell.isEmpty());
  }
}
