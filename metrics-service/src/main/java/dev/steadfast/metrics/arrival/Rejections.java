package dev.steadfast.metrics.arrival;

import dev.steadfast.platform.access.Caller;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Counts what is refused: events that intake does not take, and rows that an import cannot make
 * events of. A request without a refused event costs nothing.
 */
@ApplicationScoped
public class Rejections {
  /** Others of one request are counted without their source. */
  private static final int MAX_SOURCES = 20;

  /** The pointers that are told apart; deeper ones count for the object that they are in. */
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "/specversion",
          "/id",
          "/source",
          "/type",
          "/subject",
          "/system",
          "/time",
          "/datacontenttype");

  private static final Set<String> FIELDS =
      Set.of(
          "/data/author",
          "/data/to",
          "/data/from",
          "/data/outcome",
          "/data/scale",
          "/data/value",
          "/data/team",
          "/data/agent",
          "/data/customer",
          "/data/channel",
          "/data/priority",
          "/data/direction",
          "/data/tags",
          "/data/queued",
          "/data/invitationId");

  /** Rows are locked in one order, whoever counts. */
  private static final Comparator<Refused> ORDER =
      Comparator.comparing(Refused::source).thenComparing(Refused::pointer);

  private final AgroalDataSource dataSource;
  private final Caller caller;
  private final Clock clock;

  @Inject
  Rejections(AgroalDataSource dataSource, Caller caller, Clock clock) {
    this.dataSource = dataSource;
    this.caller = caller;
    this.clock = clock;
  }

  /**
   * Why an event was refused.
   *
   * @param source as far as the event said
   * @param pointer of its first error
   */
  public record Refused(Source source, String pointer) {}

  /** Counts the refused events of a request of the caller's. */
  @Transactional
  public void count(Iterable<Refused> refused) {
    Map<Refused, Long> times = new HashMap<>();
    Set<Source> sources = new HashSet<>();
    for (Refused one : refused) {
      boolean isNamed = sources.contains(one.source()) || sources.size() < MAX_SOURCES;
      Source source = isNamed ? one.source() : Source.UNKNOWN;
      sources.add(source);
      times.merge(new Refused(source, field(one.pointer())), 1L, Long::sum);
    }
    try (Connection connection = dataSource.getConnection()) {
      add(connection, caller.tenant(), clock.instant(), times);
    } catch (SQLException e) {
      throw new IllegalStateException("the refused events could not be counted", e);
    }
  }

  /** Counts what was refused of a tenant's at a time, in the transaction of the connection. */
  public static void add(Connection connection, UUID tenant, Instant at, Map<Refused, Long> refused)
      throws SQLException {
    if (refused.isEmpty()) {
      return;
    }
    NavigableMap<Refused, Long> times = new TreeMap<>(ORDER);
    refused.forEach(
        (one, count) ->
            times.merge(new Refused(one.source(), field(one.pointer())), count, Long::sum));
    OffsetDateTime hour = at.truncatedTo(ChronoUnit.HOURS).atOffset(ZoneOffset.UTC);
    try (PreparedStatement upsert =
        connection.prepareStatement(
            """
                INSERT INTO intake_rejection AS r (tenant_id, source, system, hour, field, events)
                VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (tenant_id, source, system, hour, field)
                DO UPDATE SET events = r.events + excluded.events
                """)) {
      for (Map.Entry<Refused, Long> entry : times.entrySet()) {
        upsert.setObject(1, tenant);
        upsert.setString(2, entry.getKey().source().source());
        upsert.setString(3, entry.getKey().source().system());
        upsert.setObject(4, hour);
        upsert.setString(5, entry.getKey().pointer());
        upsert.setLong(6, entry.getValue());
        upsert.addBatch();
      }
      upsert.executeBatch();
    }
  }

  /** One of the pointers that are told apart. */
  static String field(String pointer) {
    if (ATTRIBUTES.contains(pointer)) {
      return pointer;
    }
    int end = pointer.indexOf('/', "/data/".length());
    String field = end < 0 ? pointer : pointer.substring(0, end);
    if (FIELDS.contains(field)) {
      return field;
    }
    return pointer.startsWith("/data") ? "/data" : "";
  }
}
