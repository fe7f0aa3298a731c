package dev.steadfast.metrics.processing;

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
 * Rows in the binary format of PostgreSQL's COPY, gathered in memory and sent in one go; empty
 * again afterwards.
 */
final class BinaryCopy {
  private static final byte[] SIGNATURE =
      "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final long EPOCH_2000_MS = 946_684_800_000L;
  private static final int EPOCH_2000_DAY = 10_957;
  private static final String UNIQUE_VIOLATION = "23505";
  private static final int CHUNK = 256 * 1024;

  private ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
  private int rows;

  BinaryCopy() {
    begin();
  }

  private void begin() {
    buffer.clear().put(SIGNATURE).putInt(0).putInt(0);
    rows = 0;
  }

  /** How much is gathered, in bytes. */
  int size() {
    return buffer.position();
  }

  int rows() {
    return rows;
  }

  BinaryCopy row(int columns) {
    room(2).putShort((short) columns);
    rows++;
    return this;
  }

  BinaryCopy uuid(@Nullable UUID value) {
    if (value == null) {
      return nothing();
    }
    room(20)
        .putInt(16)
        .putLong(value.getMostSignificantBits())
        .putLong(value.getLeastSignificantBits());
    return this;
  }

  BinaryCopy text(@Nullable String value) {
    return value == null ? nothing() : bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  BinaryCopy bytes(byte @Nullable [] value) {
    if (value == null) {
      return nothing();
    }
    return bytes(value, 0, value.length);
  }

  BinaryCopy bytes(byte[] value, int from, int to) {
    room(4 + to - from).putInt(to - from).put(value, from, to - from);
    return this;
  }

  BinaryCopy smallint(int value) {
    room(6).putInt(2).putShort((short) value);
    return this;
  }

  BinaryCopy integer(int value) {
    room(8).putInt(4).putInt(value);
    return this;
  }

  BinaryCopy bigint(long value) {
    room(12).putInt(8).putLong(value);
    return this;
  }

  /** A {@code "char"}: one byte. */
  BinaryCopy character(char value) {
    room(5).putInt(1).put((byte) value);
    return this;
  }

  BinaryCopy day(long epochDay) {
    return integer((int) epochDay - EPOCH_2000_DAY);
  }

  /** A {@code timestamptz}, from milliseconds since the epoch. */
  BinaryCopy instant(long milliseconds) {
    return bigint((milliseconds - EPOCH_2000_MS) * 1000);
  }

  BinaryCopy instant(OptionalLong milliseconds) {
    return milliseconds.isPresent() ? instant(milliseconds.getAsLong()) : nothing();
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
  void sendNew(Connection transaction, String target) throws SQLException {
    try {
      send(transaction, target);
    } catch (SQLException e) {
      if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
        throw new ConcurrentChange("another consumer made a row of " + target);
      }
      throw e;
    }
  }

  /** Sends the rows to {@code table (columns)}. */
  void send(Connection transaction, String target) throws SQLException {
    if (rows == 0) {
      return;
    }
    room(2).putShort((short) -1);
    CopyIn copy =
        transaction
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("COPY " + target + " FROM STDIN BINARY");
    try {
      for (int at = 0; at < buffer.position(); at += CHUNK) {
        copy.writeToCopy(buffer.array(), at, Math.min(CHUNK, buffer.position() - at));
      }
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
    begin();
  }
}
