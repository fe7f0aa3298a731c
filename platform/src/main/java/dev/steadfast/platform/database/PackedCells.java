package dev.steadfast.platform.database;

import dev.steadfast.core.measure.Cell;
import dev.steadfast.core.measure.Histogram;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cells of several metrics as one row keeps them: three columns with arrays side by side, in
 * the order of the metrics' names. It never changes.
 *
 * <p>SQL takes out one metric by its place: {@code SELECT } {@link #ONE} {@code FROM …, LATERAL
 * (SELECT array_position(metrics, ?) AS at) WHERE at IS NOT NULL}.
 */
public final class PackedCells {
  /** The columns of all metrics, for {@link #read}. */
  public static final String COLUMNS = "metrics, totals, histograms";

  /** The columns of the metric at the place {@code at}, for {@link #readOne}. */
  public static final String ONE =
      "totals[at][1], totals[at][2], totals[at][3], totals[at][4], histograms[at]";

  public static final PackedCells NONE = new Builder().build();

  private static final int PARTS = 4;

  private final String[] metrics;
  private final long[] totals;
  private final byte[] @Nullable [] histograms;

  private PackedCells(String[] metrics, long[] totals, byte[] @Nullable [] histograms) {
    this.metrics = metrics;
    this.totals = totals;
    this.histograms = histograms;
  }

  /** Gathers cells in ascending order of the metrics' names. */
  public static final class Builder {
    private final List<String> metrics = new ArrayList<>();
    private final List<byte @Nullable []> histograms = new ArrayList<>();
    private long[] totals = new long[32 * PARTS];

    /**
     * Adds a cell.
     *
     * @param metric its name, such as {@code csat@1}
     * @throws IllegalArgumentException unless the names ascend
     */
    public Builder add(String metric, Cell cell) {
      Histogram histogram = cell.histogram();
      return add(
          metric,
          cell.count(),
          cell.sum(),
          cell.numerator(),
          cell.denominator(),
          histogram == null ? null : histogram.encode());
    }

    /** The same, with the histogram encoded already. */
    public Builder add(
        String metric,
        long count,
        long sum,
        long numerator,
        long denominator,
        byte @Nullable [] histogram) {
      if (!metrics.isEmpty() && metrics.getLast().compareTo(metric) >= 0) {
        throw new IllegalArgumentException(metric + " after " + metrics.getLast());
      }
      int at = metrics.size() * PARTS;
      if (at == totals.length) {
        totals = Arrays.copyOf(totals, at * 2);
      }
      totals[at] = count;
      totals[at + 1] = sum;
      totals[at + 2] = numerator;
      totals[at + 3] = denominator;
      metrics.add(metric);
      histograms.add(histogram);
      return this;
    }

    /** Adds what another has at {@code at}. */
    public Builder add(PackedCells other, int at) {
      return add(
          other.metrics[at],
          other.totals[at * PARTS],
          other.totals[at * PARTS + 1],
          other.totals[at * PARTS + 2],
          other.totals[at * PARTS + 3],
          other.histograms[at]);
    }

    public PackedCells build() {
      return new PackedCells(
          metrics.toArray(String[]::new),
          Arrays.copyOf(totals, metrics.size() * PARTS),
          histograms.toArray(byte[][]::new));
    }
  }

  /** Reads {@link #COLUMNS}, the first of which is at {@code at}. */
  public static PackedCells read(ResultSet row, int at) throws SQLException {
    String[] metrics = (String[]) row.getArray(at).getArray();
    long[] totals = new long[metrics.length * PARTS];
    if (row.getArray(at + 1).getArray() instanceof Long[][] parts) {
      for (int i = 0; i < totals.length; i++) {
        totals[i] = parts[i / PARTS][i % PARTS];
      }
    }
    return new PackedCells(metrics, totals, (byte[][]) row.getArray(at + 2).getArray());
  }

  /** Reads {@link #ONE}, the first of which is at {@code at}. */
  public static Cell readOne(ResultSet row, int at) throws SQLException {
    byte[] histogram = row.getBytes(at + 4);
    return new Cell(
        row.getLong(at),
        row.getLong(at + 1),
        row.getLong(at + 2),
        row.getLong(at + 3),
        histogram == null ? null : Histogram.decode(histogram));
  }

  /** Appends the fields of {@link #COLUMNS} to a row. */
  public void write(BinaryCopy row) {
    row.texts(metrics).bigints(totals, PARTS).byteArrays(histograms);
  }

  /** How many metrics there are. */
  public int size() {
    return metrics.length;
  }

  /** The name of a metric, such as {@code csat@1}. */
  public String metric(int at) {
    return metrics[at];
  }

  /** The place of a metric, or a negative number. */
  public int indexOf(String metric) {
    return Arrays.binarySearch(metrics, metric);
  }

  public Cell cell(int at) {
    byte[] histogram = histograms[at];
    return new Cell(
        totals[at * PARTS],
        totals[at * PARTS + 1],
        totals[at * PARTS + 2],
        totals[at * PARTS + 3],
        histogram == null ? null : Histogram.decode(histogram));
  }

  /** The encoded histogram, or null where the metric has none. */
  public byte @Nullable [] histogram(int at) {
    byte[] histogram = histograms[at];
    return histogram == null ? null : histogram.clone();
  }

  /** Whether another holds the same of that metric. */
  public boolean isSame(int at, PackedCells other) {
    int there = other.indexOf(metrics[at]);
    return there >= 0
        && Arrays.equals(
            totals, at * PARTS, (at + 1) * PARTS, other.totals, there * PARTS, (there + 1) * PARTS)
        && Arrays.equals(histograms[at], other.histograms[there]);
  }

  /** About how much memory it takes, in bytes. */
  public int bytes() {
    int bytes = 100 + metrics.length * (PARTS * Long.BYTES + 32);
    for (byte[] histogram : histograms) {
      bytes += histogram == null ? 0 : histogram.length + 16;
    }
    return bytes;
  }
}
