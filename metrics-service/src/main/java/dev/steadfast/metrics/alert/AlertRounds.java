package dev.steadfast.metrics.alert;

import dev.steadfast.contracts.Topics;
import dev.steadfast.platform.access.ActingTenant;
import dev.steadfast.platform.kafka.KafkaClients;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Looks at the rules of all tenants every minute. The tenants are listed by the worker; everything
 * else is done as each of them, held to its own rows like a request.
 */
@ApplicationScoped
class AlertRounds {
  private static final Logger LOG = Logger.getLogger(AlertRounds.class);

  private final AgroalDataSource worker;
  private final AlertEvaluation evaluation;
  private final KafkaClients kafka;
  private final ActingTenant acting;
  private volatile boolean hasTopic;

  @Inject
  AlertRounds(
      @DataSource("worker") AgroalDataSource worker,
      AlertEvaluation evaluation,
      KafkaClients kafka,
      ActingTenant acting) {
    this.worker = worker;
    this.evaluation = evaluation;
    this.kafka = kafka;
    this.acting = acting;
  }

  @Scheduled(
      every = "${steadfast.alerts.every}",
      delayed = "15s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void round() {
    try {
      if (!hasTopic) {
        kafka.ensureTopics(false, Topics.ALERT_EVENTS);
        hasTopic = true;
      }
      for (UUID tenant : tenants()) {
        look(tenant);
      }
    } catch (SQLException | RuntimeException e) {
      // It comes round again.
      LOG.warnf("alert rules were not looked at: %s", e.toString());
    }
  }

  private void look(UUID tenant) {
    try {
      acting.does(tenant, "alerts", evaluation::look);
    } catch (SQLException | RuntimeException e) {
      LOG.warnf("the alert rules of tenant %s were not looked at: %s", tenant, e.toString());
    }
  }

  private List<UUID> tenants() throws SQLException {
    List<UUID> tenants = new ArrayList<>();
    try (Connection connection = worker.getConnection();
        PreparedStatement select =
            connection.prepareStatement("SELECT DISTINCT tenant_id FROM alert_rule WHERE enabled");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        tenants.add(row.getObject(1, UUID.class));
      }
    }
    return tenants;
  }
}
