package dev.steadfast.platform.database;

import dev.steadfast.platform.inbox.ConcurrentChange;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows in the binary format of PostgreSQL's COPY: gathered in memory and sent in one go, or sent as
 * they come. Empty again afterwards.
 */
public final class BinaryCopy implements AutoCloseable {
  private static final byte[] SIGNATURE =
      "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final long EPOCH_2000_MS = 946_684_800_000L;
  private static final int EPOCH_2000_DAY = 10_957;
  private static final String UNIQUE_VIOLATION = "23505";
  private static final int OID_BYTEA = 17;
  private static final int OID_BIGINT = 20;
  private static final int OID_TEXT = 25;
  private static final int CHUNK = 256 * 1024;

  private ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
  private int rows;
  private @Nullable CopyIn out;

  public BinaryCopy() {
    begin();
  }

  private void begin() {
    buffer.clear().put(SIGNATURE).putInt(0).putInt(0);
    rows = 0;
  }

  /** How much is gathered, in bytes. */
  public int size() {
    return buffer.position();
  }

  public int rows() {
    return rows;
  }

  /** Begins a row of that many columns. */
  public BinaryCopy row(int columns) throws SQLException {
    CopyIn copy = out;
    if (copy != null && buffer.position() > CHUNK) {
      flush(copy);
    }
    room(2).putShort((short) columns);
    rows++;
    return this;
  }

  public BinaryCopy uuid(@Nullable UUID value) {
    if (value == null) {
      return nothing();
    }
    room(20)
        .putInt(16)
        .putLong(value.getMostSignificantBits())
        .putLong(value.getLeastSignificantBits());
    return this;
  }

  public BinaryCopy text(@Nullable String value) {
    return value == null ? nothing() : bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  public BinaryCopy bytes(byte @Nullable [] value) {
    if (value == null) {
      return nothing();
    }
    return bytes(value, 0, value.length);
  }

  public BinaryCopy bytes(byte[] value, int from, int to) {
    room(4 + to - from).putInt(to - from).put(value, from, to - from);
    return this;
  }

  /** A {@code jsonb}. */
  public BinaryCopy jsonb(@Nullable String document) {
    if (document == null) {
      return nothing();
    }
    byte[] text = document.getBytes(StandardCharsets.UTF_8);
    room(5 + text.length).putInt(1 + text.length).put((byte) 1).put(text);
    return this;
  }

  public BinaryCopy smallint(int value) {
    room(6).putInt(2).putShort((short) value);
    return this;
  }

  public BinaryCopy integer(int value) {
    room(8).putInt(4).putInt(value);
    return this;
  }

  public BinaryCopy bigint(long value) {
    room(12).putInt(8).putLong(value);
    return this;
  }

  /** A {@code boolean}. */
  public BinaryCopy flag(boolean value) {
    room(5).putInt(1).put((byte) (value ? 1 : 0));
    return this;
  }

  /** A {@code "char"}: one byte. */
  public BinaryCopy character(char value) {
    room(5).putInt(1).put((byte) value);
    return this;
  }

  public BinaryCopy day(long epochDay) {
    return integer((int) epochDay - EPOCH_2000_DAY);
  }

  /** A {@code timestamptz}, from milliseconds since the epoch. */
  public BinaryCopy instant(long milliseconds) {
    return bigint((milliseconds - EPOCH_2000_MS) * 1000);
  }

  public BinaryCopy instant(OptionalLong milliseconds) {
    return milliseconds.isPresent() ? instant(milliseconds.getAsLong()) : nothing();
  }

  /** A {@code text[]} without nulls. */
  public BinaryCopy texts(String[] values) {
    byte[][] bytes = new byte[values.length][];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = values[i].getBytes(StandardCharsets.UTF_8);
    }
    return array(OID_TEXT, bytes);
  }

  /** A {@code bytea[]}; its elements may be null. */
  public BinaryCopy byteArrays(byte[] @Nullable [] values) {
    return array(OID_BYTEA, values);
  }

  private BinaryCopy array(int elementType, byte[] @Nullable [] values) {
    int begin = beginField();
    dimensions(elementType, values.length);
    for (byte[] value : values) {
      if (value == null) {
        nothing();
      } else {
        bytes(value);
      }
    }
    return endField(begin);
  }

  /**
   * A {@code bigint[][]}.
   *
   * @param values row by row
   * @param columns how many make a row
   */
  public BinaryCopy bigints(long[] values, int columns) {
    int begin = beginField();
    dimensions(OID_BIGINT, values.length / columns, columns);
    for (long value : values) {
      bigint(value);
    }
    return endField(begin);
  }

  private void dimensions(int elementType, int... sizes) {
    boolean isEmpty = sizes[0] == 0;
    room(12).putInt(isEmpty ? 0 : sizes.length).putInt(1).putInt(elementType);
    for (int size : isEmpty ? new int[0] : sizes) {
      room(8).putInt(size).putInt(1);
    }
  }

  private int beginField() {
    room(4).putInt(0);
    return buffer.position();
  }

  private BinaryCopy endField(int begin) {
    buffer.putInt(begin - 4, buffer.position() - begin);
    return this;
  }

  private BinaryCopy nothing() {
    room(4).putInt(-1);
    return this;
  }

  private ByteBuffer room(int bytes) {
    if (buffer.remaining() < bytes + 2) {
      int capacity = Math.max(buffer.capacity() * 2, buffer.position() + bytes + 2);
      buffer = ByteBuffer.wrap(Arrays.copyOf(buffer.array(), capacity)).position(buffer.position());
    }
    return buffer;
  }

  /**
   * Sends rows that are new as far as the sender knows.
   *
   * @throws ConcurrentChange if somebody else made one of them
   */
  public void sendNew(Connection transaction, String target) throws SQLException {
    try {
      send(transaction, target);
    } catch (SQLException e) {
      throw concurrent(e, target);
    }
  }

  /**
   * The same of rows that went as they came.
   *
   * @throws ConcurrentChange if somebody else made one of them
   */
  public void endNew(String target) throws SQLException {
    try {
      end();
    } catch (SQLException e) {
      throw concurrent(e, target);
    }
  }

  private static SQLException concurrent(SQLException e, String target) {
    if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
      throw new ConcurrentChange("another consumer made a row of " + target);
    }
    return e;
  }

  /** Sends the rows to {@code table (columns)}. */
  public void send(Connection transaction, String target) throws SQLException {
    if (rows == 0) {
      return;
    }
    begin(transaction, target);
    end();
  }

  /**
   * From here on rows go to {@code table (columns)} as they come, so that few are in memory. The
   * connection does nothing else until {@link #end()}.
   */
  public void begin(Connection transaction, String target) throws SQLException {
    out =
        transaction
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("COPY " + target + " FROM STDIN BINARY");
  }

  /** Ends what {@link #begin} began. */
  public void end() throws SQLException {
    room(2).putShort((short) -1);
    CopyIn copy = out;
    if (copy == null) {
      throw new IllegalStateException("no copy was begun");
    }
    try {
      flush(copy);
      copy.endCopy();
    } finally {
      close();
    }
  }

  private void flush(CopyIn copy) throws SQLException {
    for (int at = 0; at < buffer.position(); at += CHUNK) {
      copy.writeToCopy(buffer.array(), at, Math.min(CHUNK, buffer.position() - at));
    }
    buffer.clear();
  }

  /** Gives up what was begun and not ended; forgets all rows. */
  @Override
  public void close() throws SQLException {
    CopyIn copy = out;
    out = null;
    begin();
    if (copy != null && copy.isActive()) {
      copy.cancelCopy();
    }
  }
}
