package dev.steadfast.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Notes when keys were last used: to the minute, and later than the request. */
@ApplicationScoped
public class LastUse {
  private static final Logger LOG = Logger.getLogger(LastUse.class);
  private static final Duration COARSENESS = Duration.ofMinutes(1);

  private final AgroalDataSource worker;
  private final Cache<String, Instant> noted =
      Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(COARSENESS).build();
  private final Map<String, Use> waiting = new ConcurrentHashMap<>();

  private record Use(Principal principal, Instant at) {}

  @Inject
  LastUse(@DataSource("worker") AgroalDataSource worker) {
    this.worker = worker;
  }

  void record(Principal principal, Instant now) {
    if (noted.getIfPresent(principal.subject()) == null) {
      noted.put(principal.subject(), now);
      waiting.put(principal.subject(), new Use(principal, now));
    }
  }

  @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void write() {
    List<Use> uses = List.copyOf(waiting.values());
    if (uses.isEmpty()) {
      return;
    }
    try (Connection connection = worker.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "UPDATE api_key SET last_used_at = greatest(last_used_at, ?)"
                    + " WHERE tenant_id = ? AND key_id = ?")) {
      for (Use use : uses) {
        statement.setObject(1, use.at().atOffset(ZoneOffset.UTC));
        statement.setObject(2, use.principal().tenant());
        statement.setString(3, use.principal().subject());
        statement.addBatch();
      }
      statement.executeBatch();
      uses.forEach(use -> waiting.remove(use.principal().subject(), use));
    } catch (SQLException e) {
      LOG.warnf("the last use of %d keys is noted later: %s", uses.size(), e.getMessage());
    }
  }
}
