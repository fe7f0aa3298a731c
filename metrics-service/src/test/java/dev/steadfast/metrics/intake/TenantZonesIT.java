package dev.steadfast.metrics.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.platform.access.Caller;
import dev.steadfast.platform.testing.ServiceBackends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class TenantZonesIT {
  @Inject TenantZones zones;
  @Inject Caller caller;

  @Inject
  @DataSource("worker")
  AgroalDataSource worker;

  private UUID tenantIn(String zone) throws SQLException {
    UUID tenant = UuidCreator.getTimeOrderedEpoch();
    try (Connection connection = worker.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO tenant_zone (tenant_id, zone) VALUES (?, ?)")) {
      connection.setAutoCommit(true);
      insert.setObject(1, tenant);
      insert.setString(2, zone);
      insert.executeUpdate();
    }
    return tenant;
  }

  @Test
  @ActivateRequestContext
  void workThatNobodyAskedForGoesByTheZoneOfTheCells() throws SQLException {
    // Given
    caller.is(tenantIn("Pacific/Auckland"), "alerts");

    // When
    ZoneId zone = QuarkusTransaction.requiringNew().call(() -> zones.ofCaller());

    // Then
    assertThat(zone).isEqualTo(ZoneId.of("Pacific/Auckland"));
  }

  @Test
  @ActivateRequestContext
  void aTenantWithoutEventsIsInUtc() {
    // Given
    caller.is(UuidCreator.getTimeOrderedEpoch(), "alerts");

    // When
    ZoneId zone = QuarkusTransaction.requiringNew().call(() -> zones.ofCaller());

    // Then
    assertThat(zone).isEqualTo(ZoneId.of("UTC"));
  }
}
