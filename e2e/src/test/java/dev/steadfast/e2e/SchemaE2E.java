package dev.steadfast.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steadfast.launcher.embedded.DatabaseBootstrap;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What every table that holds rows of tenants must have, in whichever service it is. */
@ExtendWith(RunningSuite.Shared.class)
class SchemaE2E {
  /** Whether the table is under row-level security, and how finely ANALYZE looks at tenants. */
  private record TenantTable(boolean secured, boolean hasPolicy, int statistics) {}

  private final RunningSuite suite;

  SchemaE2E(RunningSuite suite) {
    this.suite = suite;
  }

  @Test
  void everyTableOfTenantsIsUnderRowLevelSecurity() throws SQLException {
    assertThat(tables("NOT c.relispartition"))
        .hasSizeGreaterThan(50)
        .allSatisfy(
            (name, table) -> {
              assertThat(table.secured()).as(name).isTrue();
              assertThat(table.hasPolicy()).as(name).isTrue();
            });
  }

  /** A tenant newer than the statistics would be taken to have one row. */
  @Test
  void noStatisticsAreKeptOfSingleTenants() throws SQLException {
    // Given a day that has its partition
    TenantClient tenant = suite.newTenant("Statistics");
    tenant.sendEvents(List.of(new Desk("statistics").opened("S-1", Instant.now(), "billing")));
    tenant.awaitProcessed(Duration.ofSeconds(30));

    // When
    Map<String, TenantTable> tables = tables("true");

    // Then
    assertThat(tables.keySet()).anyMatch(name -> name.startsWith("metrics.raw_event_"));
    assertThat(tables)
        .allSatisfy((name, table) -> assertThat(table.statistics()).as(name).isZero());
  }

  /** Partitions are reached through their tables only, which the policies of those guard. */
  private Map<String, TenantTable> tables(String condition) throws SQLException {
    Map<String, TenantTable> tables = new TreeMap<>();
    try (Connection connection = suite.processes().database().connect(DatabaseBootstrap.DATABASE);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT n.nspname || '.' || c.relname, c.relrowsecurity,
                  EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid), coalesce(a.attstattarget, -1)
                FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
                JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname IN ('metrics', 'goals', 'feedback', 'gateway') AND a.attname = 'tenant_id'
                  AND c.relkind IN ('r', 'p') AND %s
                """
                    .formatted(condition))) {
      while (row.next()) {
        tables.put(
            row.getString(1), new TenantTable(row.getBoolean(2), row.getBoolean(3), row.getInt(4)));
      }
    }
    return tables;
  }
}
