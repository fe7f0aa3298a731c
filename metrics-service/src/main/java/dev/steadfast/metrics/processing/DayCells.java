package dev.steadfast.metrics.processing;

import dev.steadfast.core.measure.Cell;
import dev.steadfast.platform.database.BinaryCopy;
import dev.steadfast.platform.database.PackedCells;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The cells of all metrics in one scope on one day, and the quarter hours that each consists of. It
 * never changes.
 */
final class DayCells {
  private static final long NEVER = Long.MIN_VALUE;

  /** The columns of a row that {@link #read} reads. */
  static final String COLUMNS =
      "revision, " + PackedCells.COLUMNS + ", quarters, logged_hour, logged_causes";

  static final DayCells NONE = new DayCells(0, PackedCells.NONE, new byte[0][], NEVER, 0);

  /** How many {@link #COLUMNS} there are. */
  static final int WIDTH = 7;

  private final long revision;
  private final PackedCells days;
  private final byte[][] quarters;
  private final long loggedHour;
  private final int loggedCauses;

  private DayCells(
      long revision, PackedCells days, byte[][] quarters, long loggedHour, int loggedCauses) {
    this.revision = revision;
    this.days = days;
    this.quarters = quarters;
    this.loggedHour = loggedHour;
    this.loggedCauses = loggedCauses;
  }

  /** Reads {@link #COLUMNS}, the first of which is at {@code at}. */
  static DayCells read(ResultSet row, int at) throws SQLException {
    OffsetDateTime logged = row.getObject(at + 5, OffsetDateTime.class);
    return new DayCells(
        row.getLong(at),
        PackedCells.read(row, at + 1),
        (byte[][]) row.getArray(at + 4).getArray(),
        logged == null ? NEVER : logged.toInstant().toEpochMilli(),
        row.getInt(at + 6));
  }

  /** Appends the fields of {@link #COLUMNS} to a row. */
  void write(BinaryCopy row) {
    row.bigint(revision);
    days.write(row);
    row.byteArrays(quarters)
        .instant(loggedHour == NEVER ? OptionalLong.empty() : OptionalLong.of(loggedHour))
        .smallint(loggedCauses);
  }

  /** The next revision: with those differences added, by the names of the metrics. */
  DayCells with(SortedMap<String, Quarters> differences) {
    SortedSet<String> metrics = new TreeSet<>(differences.keySet());
    for (int i = 0; i < days.size(); i++) {
      metrics.add(days.metric(i));
    }
    PackedCells.Builder changed = new PackedCells.Builder();
    byte[][] changedQuarters = new byte[metrics.size()][];
    int i = 0;
    for (String metric : metrics) {
      int at = days.indexOf(metric);
      Quarters difference = differences.get(metric);
      if (difference == null) {
        changed.add(days, at);
        changedQuarters[i++] = quarters[at];
      } else {
        Cell day = difference.day();
        if (at >= 0) {
          day.add(days.cell(at));
        }
        changed.add(metric, day);
        changedQuarters[i++] = at < 0 ? difference.encode() : difference.addedTo(quarters[at]);
      }
    }
    return new DayCells(revision + 1, changed.build(), changedQuarters, loggedHour, loggedCauses);
  }

  /** The same, marked with what the restatement log has of it last. */
  DayCells logged(long hour, int causes) {
    return new DayCells(revision, days, quarters, hour, causes);
  }

  /** The hour whose first change the restatement log has, in milliseconds since the epoch. */
  long loggedHour() {
    return loggedHour;
  }

  int loggedCauses() {
    return loggedCauses;
  }

  /** 0 where there is no such row yet. */
  long revision() {
    return revision;
  }

  /** The cells of the whole day. */
  PackedCells days() {
    return days;
  }

  /** The quarter hours of the metric at that place. */
  Quarters quarters(int at) {
    return Quarters.decode(quarters[at]);
  }

  /** Whether nothing is left in any cell. */
  boolean isEmpty() {
    for (int i = 0; i < quarters.length; i++) {
      if (!quarters(i).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** About how much memory it takes, in bytes. */
  int bytes() {
    int bytes = 200 + days.bytes();
    for (byte @Nullable [] part : quarters) {
      bytes += part.length + 24;
    }
    return bytes;
  }
}
