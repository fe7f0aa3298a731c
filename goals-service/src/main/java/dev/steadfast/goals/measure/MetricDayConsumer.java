package dev.steadfast.goals.measure;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.platform.inbox.RecordHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Stores day cells, and where they lack data, and measures the goals that they touch, each once a
 * batch.
 */
@ApplicationScoped
class MetricDayConsumer implements RecordHandler {
  private static final Comparator<ActiveGoal> ORDER =
      Comparator.comparing(ActiveGoal::tenant).thenComparing(ActiveGoal::id);

  private final GoalMeasuring measuring;
  private final ObjectMapper json;

  @Inject
  MetricDayConsumer(GoalMeasuring measuring, ObjectMapper json) {
    this.measuring = measuring;
    // A field added later must not stop this service.
    this.json = json.copy().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
  }

  @Override
  public int handle(Connection transaction, List<ConsumerRecord<byte[], byte[]>> records)
      throws SQLException {
    MetricDayBatch batch = MetricDayBatch.read(json, records);
    TenantLock.shared(transaction, batch.tenants());
    List<CellKey> changed = MetricDays.store(transaction, batch);
    List<ActiveGoal> touched = new ArrayList<>(ActiveGoals.touchedBy(transaction, changed));
    for (var days : Silences.store(transaction, json, batch.silences()).entrySet()) {
      touched.addAll(ActiveGoals.onTotals(transaction, days.getKey(), days.getValue()));
    }
    measuring.measure(transaction, touched.stream().distinct().sorted(ORDER).toList());
    return records.size();
  }
}
