package dev.steadfast.metrics.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.contracts.event.EventType;
import dev.steadfast.metrics.event.InteractionId;
import dev.steadfast.metrics.rules.RuleBook;
import dev.steadfast.metrics.timeline.Circumstances;
import dev.steadfast.metrics.timeline.Happening;
import dev.steadfast.metrics.timeline.Happening.Status;
import dev.steadfast.metrics.timeline.Measures;
import dev.steadfast.metrics.timeline.Rules;
import dev.steadfast.metrics.timeline.Timeline;
import dev.steadfast.metrics.timeline.TimelineEvent;
import dev.steadfast.platform.testing.ServiceBackends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class ContactChangesIT {
  private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");

  private final UUID tenant = UuidCreator.getTimeOrderedEpoch();

  @Inject
  @DataSource("worker")
  AgroalDataSource worker;

  private KnownInteraction unknown(String subject) {
    long day = MONDAY.atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay();
    return new KnownInteraction(
        tenant,
        InteractionId.of("desk", subject),
        "desk",
        subject,
        Timeline.EMPTY,
        Measures.NONE,
        0,
        Circumstances.of(Rules.NONE, MONDAY.toEpochMilli()),
        day,
        day);
  }

  private static TimelineEvent event(Instant at, EventType type, Happening happening) {
    return new TimelineEvent(at.toEpochMilli(), type.rank(), "/test", type.name(), happening);
  }

  private static TimelineEvent openedByAnna(Instant at) {
    return event(
        at,
        EventType.INTERACTION_OPENED,
        new Happening.Opened(
            false, "email", null, null, "anna", null, "refund", Map.of(), List.of()));
  }

  private static TimelineEvent resolved(Instant at) {
    return event(
        at,
        EventType.INTERACTION_STATUS_CHANGED,
        new Happening.StatusChanged(Status.RESOLVED, null, false));
  }

  /** Counts a new interaction, and leaves the transaction open. */
  private void count(Connection transaction, String subject, TimelineEvent... events)
      throws SQLException {
    InteractionRows.prepare(transaction);
    CellStore cells = new CellStore();
    cells.prepare(transaction);
    Batch batch = new Batch(transaction, new RuleBook(), cells, Clock.systemUTC(), one -> {});
    batch.today(tenant, 0);
    KnownInteraction before = unknown(subject);
    batch.change(
        before,
        before.counted(Timeline.of(List.of(events)), before.circumstances()),
        ZoneOffset.UTC,
        0);
    batch.write();
  }

  private List<Long> values() throws SQLException {
    List<Long> values = new ArrayList<>();
    try (Connection connection = worker.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT value FROM observation WHERE tenant_id = ? AND metric = 'first-contact-resolution'")) {
      select.setObject(1, tenant);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          values.add(row.getLong(1));
        }
      }
    }
    return values;
  }

  private boolean isSomebodyWaiting() throws SQLException {
    try (Connection connection = worker.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND classid = ?::bigint::oid"); ) {
      select.setLong(1, Integer.toUnsignedLong(tenant.hashCode()));
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  @Test
  void consumersThatCountContactsOfOneCustomerAtATimeSeeEachOther() throws Exception {
    // Given a consumer that has counted a resolution and not committed
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        Connection one = worker.getConnection()) {
      one.setAutoCommit(false);
      count(one, "T-1", openedByAnna(MONDAY), resolved(MONDAY.plus(Duration.ofHours(1))));

      // When another one counts the next contact
      Callable<Void> second =
          () -> {
            try (Connection other = worker.getConnection()) {
              other.setAutoCommit(false);
              count(other, "T-2", openedByAnna(MONDAY.plus(Duration.ofDays(2))));
              other.commit();
              other.setAutoCommit(true);
              return null;
            }
          };
      Future<Void> waiting = threads.submit(second);
      await().atMost(Duration.ofSeconds(20)).until(this::isSomebodyWaiting);
      one.commit();
      one.setAutoCommit(true);
      waiting.get(20, TimeUnit.SECONDS);
    }

    // Then
    assertThat(values()).containsExactly(0L);
  }
}
