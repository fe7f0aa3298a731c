package dev.steadfast.metrics.processing;

import dev.steadfast.core.measure.Cell;
import dev.steadfast.core.measure.Histogram;
import dev.steadfast.core.measure.Varints;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.BiConsumer;

/**
 * The quarter-hour cells of one day; only those that hold something are kept. A quarter is counted
 * from the beginning of the day in the tenant's zone, so that quarters are those of UTC in every
 * zone of today.
 */
public final class Quarters {
  /** How long one is, in milliseconds. */
  public static final long LENGTH_MS = 900_000;

  private static final byte FORMAT = 1;

  private byte[] quarters = new byte[1];
  private Cell[] cells = new Cell[1];
  private int size;

  /** The cell of that quarter hour, 0 to 99 (a day may have 25 hours), to be changed. */
  Cell at(int quarter) {
    int at = Arrays.binarySearch(quarters, 0, size, (byte) quarter);
    if (at >= 0) {
      return cells[at];
    }
    int insertion = -at - 1;
    if (size == quarters.length) {
      quarters = Arrays.copyOf(quarters, size * 2);
      cells = Arrays.copyOf(cells, size * 2);
    }
    System.arraycopy(quarters, insertion, quarters, insertion + 1, size - insertion);
    System.arraycopy(cells, insertion, cells, insertion + 1, size - insertion);
    quarters[insertion] = (byte) quarter;
    cells[insertion] = new Cell();
    size++;
    return cells[insertion];
  }

  /** Shows each quarter with its cell, in order. */
  public void forEach(BiConsumer<Integer, Cell> consumer) {
    for (int i = 0; i < size; i++) {
      consumer.accept((int) quarters[i], cells[i]);
    }
  }

  /** The cell of the whole day. */
  Cell day() {
    Cell day = new Cell();
    forEach((quarter, cell) -> day.add(cell));
    return day;
  }

  /** Whether nothing is left in any quarter. */
  boolean isEmpty() {
    for (int i = 0; i < size; i++) {
      if (!cells[i].isEmpty()) {
        return false;
      }
    }
    return true;
  }

  void add(Quarters other) {
    other.forEach((quarter, cell) -> at(quarter).add(cell));
  }

  byte[] encode() {
    int filled = 0;
    for (int i = 0; i < size; i++) {
      filled += cells[i].isEmpty() ? 0 : 1;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(16 + filled * 16);
    out.write(FORMAT);
    Varints.write(out, filled);
    forEach(
        (quarter, cell) -> {
          if (!cell.isEmpty()) {
            encode(out, quarter, cell);
          }
        });
    return out.toByteArray();
  }

  private static void encode(ByteArrayOutputStream out, int quarter, Cell cell) {
    out.write(quarter);
    Varints.writeSigned(out, cell.count());
    Varints.writeSigned(out, cell.sum());
    Varints.writeSigned(out, cell.numerator());
    Varints.writeSigned(out, cell.denominator());
    Histogram histogram = cell.histogram();
    byte[] bytes = histogram == null ? new byte[0] : histogram.encode();
    Varints.write(out, bytes.length);
    out.writeBytes(bytes);
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
    quarters.size = (int) Varints.read(in);
    quarters.quarters = new byte[Math.max(1, quarters.size)];
    quarters.cells = new Cell[Math.max(1, quarters.size)];
    for (int i = 0; i < quarters.size; i++) {
      quarters.quarters[i] = in.get();
      long count = Varints.readSigned(in);
      long sum = Varints.readSigned(in);
      long numerator = Varints.readSigned(in);
      long denominator = Varints.readSigned(in);
      byte[] histogram = new byte[(int) Varints.read(in)];
      in.get(histogram);
      quarters.cells[i] =
          new Cell(
              count,
              sum,
              numerator,
              denominator,
              histogram.length == 0 ? null : Histogram.decode(histogram));
    }
    return quarters;
  }
}
