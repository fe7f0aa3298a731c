package dev.steadfast.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {
  @TempDir static Path sharedFolder;
  private static @Nullable EmbeddedDatabase shared;

  @TempDir Path folder;
  private final List<EmbeddedDatabase> started = new ArrayList<>();

  @BeforeAll
  static void startShared() {
    shared = EmbeddedDatabase.start(options(sharedFolder));
  }

  @AfterAll
  static void stopShared() {
    shared().stop();
  }

  private static EmbeddedDatabase shared() {
    return Objects.requireNonNull(shared);
  }

  @AfterEach
  void stopAll() {
    started.forEach(EmbeddedDatabase::kill);
  }

  @Test
  void keepsCommittedRowsOverAKillAndARestart() throws SQLException {
    // Given
    EmbeddedDatabase.Options options = options(folder);
    EmbeddedDatabase first = start(options);
    execute(first, "CREATE TABLE kept (id int)", "INSERT INTO kept VALUES (42)");

    // When
    first.kill();
    EmbeddedDatabase second = start(options);

    // Then
    assertThat(query(second, "SELECT id FROM kept")).containsExactly("42");
  }

  @Test
  void takesOverFromAServerThatAKilledLauncherLeftBehind() throws SQLException {
    // Given
    EmbeddedDatabase.Options options = options(folder);
    EmbeddedDatabase orphan = start(options);
    execute(orphan, "CREATE TABLE kept (id int)");

    // When
    EmbeddedDatabase second = start(options);

    // Then
    assertThat(orphan.process().alive()).isFalse();
    assertThat(query(second, "SELECT count(*) FROM kept")).containsExactly("0");
  }

  @Test
  void isDurableAndAsksForAPassword() throws SQLException {
    // Given
    EmbeddedDatabase database = shared();

    // When
    List<String> settings =
        query(
            database,
            "SELECT name || '=' || setting FROM pg_settings WHERE name IN"
                + " ('fsync', 'synchronous_commit', 'full_page_writes', 'listen_addresses',"
                + " 'unix_socket_directories') ORDER BY name");
    List<String> methods =
        query(database, "SELECT DISTINCT auth_method FROM pg_hba_file_rules ORDER BY 1");

    // Then
    assertThat(settings)
        .containsExactly(
            "fsync=on",
            "full_page_writes=on",
            "listen_addresses=127.0.0.1",
            "synchronous_commit=on",
            "unix_socket_directories=");
    assertThat(methods).containsExactly("scram-sha-256");
  }

  @Test
  void refusesAWrongPassword() {
    // Given
    EmbeddedDatabase database = shared();

    // When // Then
    assertThatThrownBy(
            () -> DriverManager.getConnection(database.jdbcUrl("postgres"), "postgres", "wrong"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void bootstrapMakesTheThreeRolesOfEachServiceAndCanRunAgain() throws SQLException {
    // Given
    EmbeddedDatabase database = shared();

    // When
    DatabaseBootstrap.run(database, role -> "password-of-" + role);
    DatabaseBootstrap.run(database, role -> "password-of-" + role);

    // Then
    assertThat(
            query(
                database,
                "SELECT rolname || ' ' || rolbypassrls || ' ' || rolsuper FROM pg_roles"
                    + " WHERE rolname LIKE 'goals%' ORDER BY 1"))
        .containsExactly(
            "goals_api false false", "goals_owner false false", "goals_worker true false");
    assertThat(DatabaseBootstrap.roles()).hasSize(12);
  }

  @Test
  void apiRoleMayUseButNotChangeWhatTheOwnerMadeAndSeesNoOtherSchema() throws SQLException {
    // Given
    EmbeddedDatabase database = shared();
    DatabaseBootstrap.run(database, role -> "password-of-" + role);

    // When
    as(database, "goals_owner", "CREATE TABLE goal (id int)");
    as(database, "metrics_owner", "CREATE TABLE cell (id int)");
    as(database, "goals_api", "INSERT INTO goal VALUES (1)");

    // Then
    assertThatThrownBy(() -> as(database, "goals_api", "CREATE TABLE own (id int)"))
        .hasMessageContaining("permission denied for schema goals");
    assertThatThrownBy(() -> as(database, "goals_api", "SELECT * FROM metrics.cell"))
        .hasMessageContaining("permission denied for schema metrics");
    assertThatThrownBy(() -> as(database, "goals_api", "CREATE TABLE public.own (id int)"))
        .hasMessageContaining("permission denied for schema public");
  }

  private static EmbeddedDatabase.Options options(Path folder) {
    return new EmbeddedDatabase.Options(
        folder.resolve("postgresql"),
        FreePort.any(),
        Secret.random(),
        EmbeddedDatabase.Durability.FULL,
        folder.resolve("postgresql.log"));
  }

  private EmbeddedDatabase start(EmbeddedDatabase.Options options) {
    EmbeddedDatabase database = EmbeddedDatabase.start(options);
    started.add(database);
    return database;
  }

  private static void as(EmbeddedDatabase database, String role, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                database.jdbcUrl(DatabaseBootstrap.DATABASE), role, "password-of-" + role);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void execute(EmbeddedDatabase database, String... sql) throws SQLException {
    try (Connection connection = database.connect("postgres");
        Statement statement = connection.createStatement()) {
      for (String one : sql) {
        statement.execute(one);
      }
    }
  }

  private static List<String> query(EmbeddedDatabase database, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = database.connect("postgres");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    }
    return rows;
  }
}
