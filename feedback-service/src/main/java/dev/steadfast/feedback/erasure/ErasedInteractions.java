package dev.steadfast.feedback.erasure;

import dev.steadfast.platform.access.Caller;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** The interactions of the calling tenant whose customers were erased. */
@ApplicationScoped
public class ErasedInteractions {
  private final AgroalDataSource dataSource;
  private final Caller caller;

  @Inject
  ErasedInteractions(AgroalDataSource dataSource, Caller caller) {
    this.dataSource = dataSource;
    this.caller = caller;
  }

  /**
   * Whether nobody may be asked about that interaction. Until the transaction ends that stays so.
   * Before any row of an invitation is locked.
   */
  public boolean holdAndContain(String system, String subject) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement hold =
            connection.prepareStatement(
                "SELECT hold_interactions(ARRAY[?]::uuid[], ARRAY[?]::text[], ARRAY[?]::text[])")) {
      hold.setObject(1, caller.tenant());
      hold.setString(2, system);
      hold.setString(3, subject);
      hold.execute();
    } catch (SQLException e) {
      throw new IllegalStateException("an interaction could not be held", e);
    }
    return contains(system, subject);
  }

  /** Whether nobody may be asked about that interaction. */
  public boolean contains(String system, String subject) {
    return exists(
        "SELECT 1 FROM erased_interaction WHERE tenant_id = ? AND system = ? AND subject = ?",
        system,
        subject);
  }

  /** Whether there was an invitation of that id, which was deleted with its interaction. */
  public boolean containsInvitation(UUID id) {
    return exists("SELECT 1 FROM erased_invitation WHERE tenant_id = ? AND id = ?", id);
  }

  private boolean exists(String sql, Object... values) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, caller.tenant());
      for (int i = 0; i < values.length; i++) {
        select.setObject(i + 2, values[i]);
      }
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("erased interactions could not be read", e);
    }
  }
}
