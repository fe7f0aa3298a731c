package dev.steadfast.metrics.processing;

import dev.steadfast.platform.measure.Cell;
import dev.steadfast.platform.measure.Histogram;
import dev.steadfast.platform.measure.Varints;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The cells of the 96 quarter hours of one UTC day; only those that hold something are kept. */
public final class Quarters {
  /** How long one is, in milliseconds. */
  public static final long LENGTH_MS = 900_000;

  private static final byte FORMAT = 1;

  private final TreeMap<Integer, Cell> cells = new TreeMap<>();

  /** The cell of that quarter hour, 0 to 95, to be changed. */
  Cell at(int quarter) {
    return cells.computeIfAbsent(quarter, q -> new Cell());
  }

  /** The cells by quarter hour. */
  public Map<Integer, Cell> cells() {
    return Collections.unmodifiableMap(cells);
  }

  void add(Quarters other) {
    other.cells.forEach((quarter, cell) -> at(quarter).add(cell));
  }

  byte[] encode() {
    cells.values().removeIf(Cell::isEmpty);
    ByteArrayOutputStream out = new ByteArrayOutputStream(16 + cells.size() * 16);
    out.write(FORMAT);
    Varints.write(out, cells.size());
    for (var entry : cells.entrySet()) {
      Cell cell = entry.getValue();
      out.write(entry.getKey());
      Varints.writeSigned(out, cell.count());
      Varints.writeSigned(out, cell.sum());
      Varints.writeSigned(out, cell.numerator());
      Varints.writeSigned(out, cell.denominator());
      Histogram histogram = cell.histogram();
      byte[] bytes = histogram == null ? new byte[0] : histogram.encode();
      Varints.write(out, bytes.length);
      out.writeBytes(bytes);
    }
    return out.toByteArray();
  }

  /**
   * Reads what {@link #encode()} wrote.
   *
   * @throws IllegalArgumentException if the bytes are of no known format
   */
  public static Quarters decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (in.get() != FORMAT) {
      throw new IllegalArgumentException("not quarters of format " + FORMAT);
    }
    Quarters quarters = new Quarters();
    long size = Varints.read(in);
    for (long i = 0; i < size; i++) {
      int quarter = in.get();
      long count = Varints.readSigned(in);
      long sum = Varints.readSigned(in);
      long numerator = Varints.readSigned(in);
      long denominator = Varints.readSigned(in);
      byte[] histogram = new byte[(int) Varints.read(in)];
      in.get(histogram);
      quarters.cells.put(
          quarter,
          new Cell(
              count,
              sum,
              numerator,
              denominator,
              histogram.length == 0 ? null : Histogram.decode(histogram)));
    }
    return quarters;
  }
}
