package dev.steadfast.metrics.processing;

import static dev.steadfast.metrics.testing.Events.aTicket;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.metrics.rules.RuleRevisions;
import dev.steadfast.metrics.testing.Sending;
import dev.steadfast.platform.testing.ServiceBackends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class RecountIT {
  private final Sending sending = new Sending(UuidCreator.getTimeOrderedEpoch());

  @Inject
  @DataSource("worker")
  AgroalDataSource worker;

  private void opened(String subject) {
    sending
        .events(
            aTicket("desk", subject)
                .opened("2026-03-02T09:00:00Z", "billing", "email", "normal")
                .list())
        .statusCode(202);
  }

  @Test
  void eventsGoOnBesideAllStepsButTheFirst() throws SQLException {
    // Given
    opened("R-1");
    sending.awaitObservations("volume", 1);
    try (Connection transaction = worker.getConnection()) {
      transaction.setAutoCommit(false);
      RuleRevisions.next(
          transaction, sending.tenant(), "somebody", Clock.systemUTC(), document -> {});

      // When
      assertThat(
              new Recount(Clock.systemUTC())
                  .step(transaction, sending.tenant(), new UUID(0, 0), 10))
          .hasSize(1);
      Sending other = new Sending(UuidCreator.getTimeOrderedEpoch());
      other
          .events(
              aTicket("desk", "R-1")
                  .opened("2026-03-02T09:00:00Z", "billing", "email", "normal")
                  .list())
          .statusCode(202);

      // Then: of another tenant, while the step is under way.
      other.awaitObservations("volume", 1);
      transaction.rollback();
    }
  }
}
