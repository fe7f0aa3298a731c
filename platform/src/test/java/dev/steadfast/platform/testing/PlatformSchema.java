package dev.steadfast.platform.testing;

import dev.steadfast.launcher.embedded.Backends;
import dev.steadfast.platform.kafka.KafkaClients;
import dev.steadfast.platform.kafka.KafkaSettings;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** The tables of the platform in a schema of the test backends, without a service around them. */
public final class PlatformSchema {
  private static final String SCHEMA = "feedback";

  private PlatformSchema() {}

  /** Makes the tables where they are missing, and gives the worker's data source. */
  public static DataSource worker() {
    Backends backends = Backends.shared();
    Flyway.configure()
        .dataSource(backends.jdbcUrl(), SCHEMA + "_owner", backends.password(SCHEMA + "_owner"))
        .schemas(SCHEMA)
        .createSchemas(false)
        .locations("db/platform")
        .load()
        .migrate();
    return as("worker");
  }

  /** The data source of that role: {@code owner}, {@code api} or {@code worker}. */
  public static DataSource as(String role) {
    Backends backends = Backends.shared();
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(backends.jdbcUrl());
    source.setUser(SCHEMA + "_" + role);
    source.setPassword(backends.password(SCHEMA + "_" + role));
    return source;
  }

  /** The name of the schema. */
  public static String name() {
    return SCHEMA;
  }

  /** Runs statements that need no answer. */
  public static void execute(DataSource source, String... statements) throws SQLException {
    try (Connection connection = source.getConnection();
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Clients of the broker of this JVM. */
  public static KafkaClients kafka() {
    return new KafkaClients(
        new KafkaSettings() {
          @Override
          public String bootstrap() {
            return Backends.shared().kafkaBootstrap();
          }

          @Override
          public int partitions() {
            return 3;
          }

          @Override
          public short replicas() {
            return 1;
          }

          @Override
          public int deliveryTimeoutMs() {
            return 10_000;
          }
        });
  }
}
