package dev.steadfast.gateway.tenant;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.gateway.GatewaySettings;
import dev.steadfast.gateway.access.ApiKey;
import dev.steadfast.gateway.access.ApiKeyRepository;
import dev.steadfast.gateway.access.Credential;
import dev.steadfast.gateway.access.KeyPepper;
import dev.steadfast.platform.access.Scopes;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * The first start of an installation: the operator's tenant, with the key that the settings give.
 * Runs as the worker, before any request; replicas that start together wait for each other.
 */
@ApplicationScoped
class Bootstrap {
  private static final Logger LOG = Logger.getLogger(Bootstrap.class);
  private static final String NAME = "default";
  private static final long LOCK = 0x5354_4541_4446L;

  private final GatewaySettings settings;
  private final KeyPepper pepper;
  private final AgroalDataSource worker;
  private final Clock clock;

  @Inject
  Bootstrap(
      GatewaySettings settings,
      KeyPepper pepper,
      @DataSource("worker") AgroalDataSource worker,
      Clock clock) {
    this.settings = settings;
    this.pepper = pepper;
    this.worker = worker;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) throws SQLException {
    if (settings.bootstrapKey().isEmpty()) {
      return;
    }
    Credential credential =
        Credential.parse(settings.bootstrapKey().get())
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "steadfast.gateway.bootstrap-key must look like sf_<16 letters or"
                            + " digits>_<43 letters or digits>"));
    try (Connection connection = worker.getConnection()) {
      connection.setAutoCommit(false);
      try {
        lock(connection);
        if (!anyKey(connection)) {
          found(connection, credential);
        }
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  private static void lock(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
    }
  }

  private static boolean anyKey(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT EXISTS (SELECT FROM api_key)")) {
      row.next();
      return row.getBoolean(1);
    }
  }

  private void found(Connection connection, Credential credential) throws SQLException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    UUID id = UuidCreator.getTimeOrderedEpoch();
    TenantRepository.insert(connection, new Tenant(id, NAME, ZoneId.of("UTC"), true, now));
    ApiKeyRepository.insert(
        connection,
        new ApiKey(
            id,
            credential.id(),
            "bootstrap",
            List.of(Scopes.ADMIN),
            now,
            "bootstrap",
            null,
            null,
            null),
        pepper.digest(credential));
    LOG.infof("made the operator's tenant '%s' (%s) with the key of the settings", NAME, id);
  }
}
