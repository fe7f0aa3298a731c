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

  /** How many quarters follow: one byte, since a day has 100 at most. */
  private static final int COUNT_AT = 1;

  /** Numbers of a cell before its histogram. */
  private static final int CELL_PARTS = 4;

  private static final byte[] NONE = {FORMAT, 0};

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
    return addedTo(NONE);
  }

  /**
   * The sum of these and of what {@link #encode()} wrote, in the same form. Only the quarters that
   * change are read.
   */
  byte[] addedTo(byte[] encoded) {
    ByteBuffer in = open(encoded);
    ByteArrayOutputStream out = new ByteArrayOutputStream(encoded.length + size * 24);
    out.write(encoded, 0, in.position());
    int filled = 0;
    int own = 0;
    while (in.hasRemaining()) {
      int begin = in.position();
      byte quarter = in.get();
      for (; own < size && quarters[own] < quarter; own++) {
        filled += encode(out, quarters[own], cells[own]);
      }
      if (own < size && quarters[own] == quarter) {
        Cell sum = decodeCell(in);
        sum.add(cells[own++]);
        filled += encode(out, quarter, sum);
      } else {
        skipCell(in);
        out.write(encoded, begin, in.position() - begin);
        filled++;
      }
    }
    for (; own < size; own++) {
      filled += encode(out, quarters[own], cells[own]);
    }
    byte[] bytes = out.toByteArray();
    bytes[COUNT_AT] = (byte) filled;
    return bytes;
  }

  /** Returns how many it wrote: an empty one is left out. */
  private static int encode(ByteArrayOutputStream out, int quarter, Cell cell) {
    if (cell.isEmpty()) {
      return 0;
    }
    out.write(quarter);
    Varints.writeSigned(out, cell.count());
    Varints.writeSigned(out, cell.sum());
    Varints.writeSigned(out, cell.numerator());
    Varints.writeSigned(out, cell.denominator());
    Histogram histogram = cell.histogram();
    byte[] bytes = histogram == null ? new byte[0] : histogram.encode();
    Varints.write(out, bytes.length);
    out.writeBytes(bytes);
    return 1;
  }

  /**
   * Reads what {@link #encode()} wrote.
   *
   * @throws IllegalArgumentException if the bytes are of no known format
   */
  public static Quarters decode(byte[] bytes) {
    ByteBuffer in = open(bytes);
    Quarters quarters = new Quarters();
    quarters.size = bytes[COUNT_AT];
    quarters.quarters = new byte[Math.max(1, quarters.size)];
    quarters.cells = new Cell[Math.max(1, quarters.size)];
    for (int i = 0; i < quarters.size; i++) {
      quarters.quarters[i] = in.get();
      quarters.cells[i] = decodeCell(in);
    }
    return quarters;
  }

  /** The bytes of the quarters, after what says how many there are. */
  private static ByteBuffer open(byte[] bytes) {
    if (bytes[0] != FORMAT) {
      throw new IllegalArgumentException("not quarters of format " + FORMAT);
    }
    return ByteBuffer.wrap(bytes).position(COUNT_AT + 1);
  }

  private static Cell decodeCell(ByteBuffer in) {
    long count = Varints.readSigned(in);
    long sum = Varints.readSigned(in);
    long numerator = Varints.readSigned(in);
    long denominator = Varints.readSigned(in);
    byte[] histogram = new byte[(int) Varints.read(in)];
    in.get(histogram);
    return new Cell(
        count,
        sum,
        numerator,
        denominator,
        histogram.length == 0 ? null : Histogram.decode(histogram));
  }

  private static void skipCell(ByteBuffer in) {
    for (int part = 0; part < CELL_PARTS; part++) {
      Varints.readSigned(in);
    }
    int histogram = (int) Varints.read(in);
    in.position(in.position() + histogram);
  }
}
