package dev.steadfast.metrics.check;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.metrics.contact.Findings;
import dev.steadfast.metrics.definition.MetricCatalogue;
import dev.steadfast.metrics.processing.CellCheck;
import dev.steadfast.metrics.processing.RawEventRetention;
import dev.steadfast.metrics.query.Snapshot;
import dev.steadfast.platform.access.Caller;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Checks cells of the calling tenant, each time in one state of the database. */
@ApplicationScoped
class CellChecks {
  private static final Duration PLANNING = Duration.ofMinutes(10);

  private final MetricCatalogue catalogue;
  private final AgroalDataSource dataSource;
  private final Snapshot snapshot;
  private final Caller caller;
  private final Clock clock;

  @Inject
  CellChecks(
      MetricCatalogue catalogue,
      AgroalDataSource dataSource,
      Snapshot snapshot,
      Caller caller,
      Clock clock) {
    this.catalogue = catalogue;
    this.dataSource = dataSource;
    this.snapshot = snapshot;
    this.caller = caller;
    this.clock = clock;
  }

  /** Looks at the state that is to be checked before it is. */
  @FunctionalInterface
  interface Look {
    void at(Connection snapshot) throws SQLException;
  }

  /**
   * Checks that part of the cells of those metrics.
   *
   * @param timeout after which the database gives it up
   * @param first is done before, and may refuse it
   */
  CheckView check(
      Set<String> keys,
      CellCheck.Part part,
      Duration timeout,
      Look first,
      CellCheck.Progress progress) {
    long begin = clock.millis();
    return QuarkusTransaction.requiringNew()
        .timeout((int) timeout.toSeconds())
        .call(
            () -> {
              snapshot.begin();
              try (Connection connection = dataSource.getConnection()) {
                RawEventRetention.hold(connection);
                first.at(connection);
                CellCheck.Found found =
                    CellCheck.run(connection, caller.tenant(), keys, part, progress);
                return CheckView.of(keys, found, this::defined, clock.millis() - begin);
              }
            });
  }

  /** In how many parts a job is done, so that each has about that many cells at most. */
  CheckJob.Parts plan(CheckJob job, int cells) {
    return QuarkusTransaction.requiringNew()
        .timeout((int) PLANNING.toSeconds())
        .call(
            () -> {
              try (Connection connection = dataSource.getConnection()) {
                Set<String> together = together(job.metrics());
                Set<String> alone = new TreeSet<>(job.metrics());
                alone.removeAll(together);
                return new CheckJob.Parts(
                    parts(connection, alone, cells), parts(connection, together, cells));
              }
            });
  }

  private int parts(Connection connection, Set<String> keys, int cells) throws SQLException {
    return keys.isEmpty() ? 0 : (int) (1 + cells(connection, keys, Integer.MAX_VALUE) / cells);
  }

  /** Those of the metrics that depend on what else the customer of an interaction has. */
  Set<String> together(Set<String> keys) {
    Set<String> origins = Findings.METRICS.stream().map(MetricDefinition::key).collect(toSet());
    return catalogue.all().stream()
        .filter(metric -> keys.contains(metric.key()))
        .filter(metric -> origins.contains(catalogue.originOf(metric)))
        .map(MetricDefinition::key)
        .collect(toCollection(TreeSet::new));
  }

  private Optional<MetricDefinition> defined(String name) {
    return catalogue.all().stream().filter(metric -> metric.name().equals(name)).findFirst();
  }

  /** How many cells those metrics have, but no more than that. */
  long cells(Connection connection, Set<String> keys, long most) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT count(*) FROM (SELECT 1 FROM cell_day CROSS JOIN unnest(metrics) AS metric"
                + " WHERE tenant_id = ? AND split_part(metric, '@', 1) = ANY (?) LIMIT ?) few")) {
      select.setObject(1, caller.tenant());
      select.setArray(2, connection.createArrayOf("text", keys.toArray()));
      select.setLong(3, most);
      return number(select);
    }
  }

  /**
   * How many events, and observations that have none any more, there are, but no more than that.
   */
  long events(Connection connection, long most) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT count(*) FROM ((SELECT FROM raw_event WHERE tenant_id = ?)
              UNION ALL (SELECT FROM observation JOIN interaction USING (tenant_id, interaction_id)
                         WHERE tenant_id = ? AND FROZEN) LIMIT ?) few
            """
                .replace("FROZEN", RawEventRetention.IS_FROZEN))) {
      select.setObject(1, caller.tenant());
      select.setObject(2, caller.tenant());
      select.setLong(3, most);
      return number(select);
    }
  }

  private static long number(PreparedStatement select) throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
