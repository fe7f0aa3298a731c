package dev.steadfast.bench.importing;

import dev.steadfast.bench.BenchFailure;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * The raw rows that the suite itself has stored for a tenant: as the bytes of a {@code COPY
 * BINARY}, and as values.
 */
record RawRows(List<byte[]> binary, List<Row> rows) {
  static final String COLUMNS =
      "tenant_id, interaction_id, event_key, received_on, occurred_at, type, event";

  private static final int HEADER = 11 + 4;
  private static final LocalDate DAY_0 = LocalDate.of(2000, 1, 1);
  private static final long MICROSECOND_0 =
      DAY_0.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli() * 1000;

  /** One raw event. */
  record Row(
      UUID tenant,
      UUID interaction,
      UUID key,
      LocalDate receivedOn,
      OffsetDateTime occurredAt,
      String type,
      String event) {}

  /** Reads them from {@code metrics.raw_event}. */
  static RawRows read(Connection database, UUID tenant) throws SQLException {
    List<byte[]> binary = new ArrayList<>();
    CopyOut copy =
        database
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut(
                "COPY (SELECT %s FROM metrics.raw_event WHERE tenant_id = '%s') TO STDOUT BINARY"
                    .formatted(COLUMNS, tenant));
    for (byte[] part = copy.readFromCopy(); part != null; part = copy.readFromCopy()) {
      binary.add(part);
    }
    List<byte[]> chunks = Chunks.of(binary);
    return new RawRows(chunks, parse(chunks));
  }

  private static List<Row> parse(List<byte[]> chunks) {
    List<InputStream> streams = new ArrayList<>();
    chunks.forEach(chunk -> streams.add(new ByteArrayInputStream(chunk)));
    List<Row> rows = new ArrayList<>();
    try (DataInputStream in =
        new DataInputStream(new SequenceInputStream(Collections.enumeration(streams)))) {
      in.skipNBytes(HEADER);
      in.skipNBytes(in.readInt());
      while (in.readShort() > 0) {
        rows.add(
            new Row(
                uuid(in),
                uuid(in),
                uuid(in),
                DAY_0.plusDays(fixed(in, 4).readInt()),
                instant(fixed(in, 8).readLong()),
                text(in).intern(),
                text(in)));
      }
      return rows;
    } catch (IOException e) {
      throw new BenchFailure("the raw rows are unreadable: " + e, e);
    }
  }

  private static DataInputStream fixed(DataInputStream in, int length) throws IOException {
    if (in.readInt() != length) {
      throw new IOException("a value has not " + length + " bytes");
    }
    return in;
  }

  private static UUID uuid(DataInputStream in) throws IOException {
    fixed(in, 16);
    return new UUID(in.readLong(), in.readLong());
  }

  private static OffsetDateTime instant(long microseconds) {
    long since1970 = microseconds + MICROSECOND_0;
    return Instant.ofEpochSecond(
            Math.floorDiv(since1970, 1_000_000L), Math.floorMod(since1970, 1_000_000L) * 1000)
        .atOffset(ZoneOffset.UTC);
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }

  /** Small parts put together to chunks of about 256 KiB, in order. */
  private static final class Chunks {
    private static final int SIZE = 256 * 1024;

    static List<byte[]> of(List<byte[]> parts) {
      List<byte[]> chunks = new ArrayList<>();
      int from = 0;
      int size = 0;
      for (int to = 0; to < parts.size(); to++) {
        size += parts.get(to).length;
        if (size >= SIZE || to == parts.size() - 1) {
          chunks.add(joined(parts.subList(from, to + 1), size));
          from = to + 1;
          size = 0;
        }
      }
      return chunks;
    }

    private static byte[] joined(List<byte[]> parts, int size) {
      byte[] whole = new byte[size];
      int at = 0;
      for (byte[] part : parts) {
        System.arraycopy(part, 0, whole, at, part.length);
        at += part.length;
      }
      return whole;
    }
  }
}
