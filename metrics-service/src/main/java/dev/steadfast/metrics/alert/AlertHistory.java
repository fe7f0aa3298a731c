package dev.steadfast.metrics.alert;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.platform.access.Caller;
import dev.steadfast.platform.http.Cursor;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How the rules of the calling tenant stood, also of those that are gone. */
@ApplicationScoped
class AlertHistory {
  private final AgroalDataSource dataSource;
  private final Caller caller;

  @Inject
  AlertHistory(AgroalDataSource dataSource, Caller caller) {
    this.dataSource = dataSource;
    this.caller = caller;
  }

  /** Notes that the rule stands otherwise. */
  void note(StoredRule rule, Standing from) {
    List<@Nullable Object> values =
        Arrays.asList(
            caller.tenant(),
            UuidCreator.getTimeOrderedEpochPlus1(),
            rule.id(),
            String.valueOf(rule.document().name()),
            rule.state().since().atOffset(ZoneOffset.UTC),
            from.code(),
            rule.state().standing().code(),
            rule.seen().value(),
            rule.seen().lower(),
            rule.seen().upper(),
            rule.seen().n(),
            rule.seen().reason());
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO alert_change (tenant_id, id, rule_id, rule_name, changed_at, was, became, value, lower,"
                    + " upper, n, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (int i = 0; i < values.size(); i++) {
        insert.setObject(i + 1, values.get(i));
      }
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("the change of an alert could not be kept", e);
    }
  }

  /** Newest first, of one rule or of all; one more than the limit if there are more. */
  List<AlertChange> list(@Nullable UUID rule, @Nullable Cursor after, int limit) {
    List<AlertChange> found = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT id, rule_id, rule_name, changed_at, was, became, value, lower, upper, n, reason"
                    + " FROM alert_change WHERE tenant_id = ? AND id < ?"
                    + (rule == null ? "" : " AND rule_id = ?")
                    + " ORDER BY id DESC LIMIT ?")) {
      int column = 1;
      select.setObject(column++, caller.tenant());
      select.setObject(column++, after == null ? AlertRepository.LAST : after.uuid(0));
      if (rule != null) {
        select.setObject(column++, rule);
      }
      select.setInt(column, limit + 1);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(
              new AlertChange(
                  row.getObject(1, UUID.class),
                  row.getObject(2, UUID.class),
                  row.getString(3),
                  row.getObject(4, OffsetDateTime.class),
                  row.getString(5),
                  row.getString(6),
                  row.getObject(7, Double.class),
                  row.getObject(8, Double.class),
                  row.getObject(9, Double.class),
                  row.getLong(10),
                  row.getString(11)));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("changes of alerts cannot be read", e);
    }
    return found;
  }
}
