package dev.steadfast.metrics.query;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Lets all statements of a transaction see one state of the database, so that parts that are read
 * one after the other fit each other while events go on to be processed.
 */
@ApplicationScoped
public class Snapshot {
  private final AgroalDataSource dataSource;

  @Inject
  Snapshot(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Makes the running transaction one that only reads, all from the state of its next statement.
   * Nothing may have been read in it before.
   */
  public void begin() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    }
  }
}
