package dev.steadfast.goals.measure;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.contracts.metric.MetricDay;
import dev.steadfast.core.measure.Histogram;
import dev.steadfast.platform.inbox.DeadLetters;
import dev.steadfast.platform.inbox.RecordRejected;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The newest state of each day cell in some Kafka records, in the order of the table's key. */
record MetricDayBatch(SortedMap<CellKey, MetricDay> cells) {
  private static final String TYPE = "dev.steadfast.metric-day.changed.v1";

  /**
   * Reads records.
   *
   * @throws RecordRejected if one of them is not a day cell of a tenant
   */
  static MetricDayBatch read(ObjectMapper json, List<ConsumerRecord<byte[], byte[]>> records) {
    SortedMap<CellKey, MetricDay> cells = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> each : records) {
      MetricDay cell = cellOf(json, each);
      CellKey key =
          new CellKey(
              new Series(tenantOf(each), cell.metric(), cell.version(), cell.scope()), cell.day());
      cells.merge(key, cell, (held, next) -> next.revision() > held.revision() ? next : held);
    }
    return new MetricDayBatch(cells);
  }

  private static UUID tenantOf(ConsumerRecord<byte[], byte[]> each) {
    UUID tenant = DeadLetters.tenantOf(each);
    if (tenant.equals(new UUID(0, 0))) {
      throw new RecordRejected("the header ce_tenant names no tenant");
    }
    return tenant;
  }

  private static MetricDay cellOf(ObjectMapper json, ConsumerRecord<byte[], byte[]> each) {
    String type = DeadLetters.header(each, "ce_type");
    if (!TYPE.equals(type)) {
      throw new RecordRejected("the header ce_type is not " + TYPE + " but " + type);
    }
    if (each.value() == null) {
      throw new RecordRejected("a day cell has a value; an empty cell counts 0");
    }
    try {
      MetricDay cell = json.readValue(each.value(), MetricDay.class);
      check(cell);
      return cell;
    } catch (IOException | RuntimeException e) {
      throw new RecordRejected("not a day cell: " + e.getMessage(), e);
    }
  }

  /** What a later evaluation relies on. */
  private static void check(@Nullable MetricDay cell) {
    if (cell == null
        || cell.metric() == null
        || cell.scope() == null
        || cell.day() == null
        || cell.zone() == null) {
      throw new IllegalArgumentException("metric, scope, day and zone are required");
    }
    if (cell.count() < 0
        || cell.denominator() < 0
        || cell.numerator() < 0
        || cell.numerator() > cell.denominator()) {
      throw new IllegalArgumentException("a count is negative, or more than the whole");
    }
    if (ZoneId.of(cell.zone()).getId().isEmpty()) {
      throw new IllegalArgumentException("no zone");
    }
    byte[] histogram = histogramOf(cell);
    if (histogram != null && Histogram.decode(histogram).count() < 0) {
      throw new IllegalArgumentException("the histogram counts less than nothing");
    }
  }

  /** The encoded histogram, or null where the cell has none. */
  static byte @Nullable [] histogramOf(MetricDay cell) {
    return cell.histogram() == null ? null : Base64.getDecoder().decode(cell.histogram());
  }
}
