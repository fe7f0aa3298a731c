package dev.steadfast.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BackendsIT {
  @Test
  void isOneInstancePerJvmWithTheSettingsOfEachService() throws SQLException {
    // Given
    Backends backends = Backends.shared();

    // When
    Map<String, String> settings = backends.settings("goals-service");

    // Then
    assertThat(Backends.shared().jdbcUrl()).isEqualTo(backends.jdbcUrl());
    assertThat(settings)
        .containsOnlyKeys(
            "steadfast.db.url",
            "steadfast.db.owner-password",
            "steadfast.db.api-password",
            "steadfast.db.worker-password",
            "steadfast.kafka.bootstrap");
    assertThat(connects(backends)).isTrue();
  }

  @Test
  void databaseGoesAwayAndComesBackOnTheSameAddress() throws SQLException {
    // Given
    Backends backends = Backends.shared();

    // When
    backends.killDatabase();

    // Then
    assertThatThrownBy(() -> connects(backends)).isInstanceOf(SQLException.class);
    backends.startDatabase();
    assertThat(connects(backends)).isTrue();
  }

  private static boolean connects(Backends backends) throws SQLException {
    try (Connection connection =
        DriverManager.getConnection(
            backends.jdbcUrl(), "goals_api", backends.password("goals_api"))) {
      return connection.isValid(5);
    }
  }
}
