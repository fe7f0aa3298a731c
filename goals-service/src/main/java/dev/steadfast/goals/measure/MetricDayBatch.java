package dev.steadfast.goals.measure;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.contracts.metric.MetricCell;
import dev.steadfast.contracts.metric.MetricDay;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.contracts.metric.SilentSources;
import dev.steadfast.core.measure.Histogram;
import dev.steadfast.platform.database.PackedCells;
import dev.steadfast.platform.inbox.DeadLetters;
import dev.steadfast.platform.inbox.RecordRejected;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The newest state of each scope and day in some Kafka records, in the order of the table's key.
 *
 * @param packed the cells of each, as they are stored
 * @param removed the days that are gone; one that is in both was made anew after it had gone
 * @param silences where the days of a tenant lack data
 */
record MetricDayBatch(
    SortedMap<ScopeDay, Packed> packed,
    Set<ScopeDay> removed,
    SortedMap<UUID, SilentSources> silences) {
  private static final String NO_DATA = "dev.steadfast.metric-day.no-data.v1";
  private static final String TYPE = "dev.steadfast.metric-day.changed.v2";

  /** What one message says. */
  record Packed(ZoneId zone, long revision, PackedCells cells) {}

  /**
   * Reads records.
   *
   * @throws RecordRejected if one of them is not a day of a tenant
   */
  static MetricDayBatch read(ObjectMapper json, List<ConsumerRecord<byte[], byte[]>> records) {
    SortedMap<ScopeDay, Packed> days = new TreeMap<>();
    Set<ScopeDay> removed = new HashSet<>();
    SortedMap<UUID, SilentSources> silences = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> each : records) {
      UUID tenant = tenantOf(each);
      if (NO_DATA.equals(DeadLetters.header(each, "ce_type"))) {
        silences.merge(
            tenant,
            silencesOf(json, each),
            (held, next) -> next.revision() > held.revision() ? next : held);
        continue;
      }
      if (each.value() == null) {
        ScopeDay gone = goneDay(tenant, each);
        days.remove(gone);
        removed.add(gone);
        continue;
      }
      MetricDay day = dayOf(json, each);
      try {
        days.merge(
            new ScopeDay(tenant, day.scope(), day.day()),
            packed(day),
            (held, next) -> next.revision() > held.revision() ? next : held);
      } catch (RuntimeException e) {
        throw new RecordRejected("not a day of metrics: " + e.getMessage(), e);
      }
    }
    return new MetricDayBatch(days, removed, silences);
  }

  /** Whose days they are, each once. */
  List<UUID> tenants() {
    return Stream.concat(packed.keySet().stream().map(ScopeDay::tenant), silences.keySet().stream())
        .distinct()
        .sorted()
        .toList();
  }

  private static SilentSources silencesOf(ObjectMapper json, ConsumerRecord<byte[], byte[]> each) {
    try {
      SilentSources told =
          each.value() == null ? null : json.readValue(each.value(), SilentSources.class);
      if (told == null
          || told.silences() == null
          || !told.silences().stream().allMatch(MetricDayBatch::isWhole)) {
        throw new RecordRejected(
            "not silences of sources: each has source, system and days with weeks above 0");
      }
      return told;
    } catch (IOException e) {
      throw new RecordRejected("not silences of sources: " + e.getMessage(), e);
    }
  }

  private static boolean isWhole(SilentSources.Silence one) {
    return one != null
        && one.source() != null
        && one.system() != null
        && one.days() != null
        && !one.days().isEmpty()
        && one.days().stream().allMatch(day -> day != null && day.day() != null && day.weeks() > 0);
  }

  /** The day of a message without a value, which its key alone names. */
  private static ScopeDay goneDay(UUID tenant, ConsumerRecord<byte[], byte[]> each) {
    requireType(each);
    String key = each.key() == null ? "" : new String(each.key(), StandardCharsets.UTF_8);
    int bar = key.indexOf('|');
    int slash = key.lastIndexOf('/');
    if (slash <= bar + 1) {
      throw new RecordRejected("a day without a value has a key such as <tenant>|all/2026-03-02");
    }
    try {
      return new ScopeDay(
          tenant, key.substring(bar + 1, slash), LocalDate.parse(key.substring(slash + 1)));
    } catch (DateTimeException e) {
      throw new RecordRejected("the key of a day names no day: " + key, e);
    }
  }

  private static void requireType(ConsumerRecord<byte[], byte[]> each) {
    String type = DeadLetters.header(each, "ce_type");
    if (!TYPE.equals(type)) {
      throw new RecordRejected("the header ce_type is not " + TYPE + " but " + type);
    }
  }

  private static UUID tenantOf(ConsumerRecord<byte[], byte[]> each) {
    UUID tenant = DeadLetters.tenantOf(each);
    if (tenant.equals(new UUID(0, 0))) {
      throw new RecordRejected("the header ce_tenant names no tenant");
    }
    return tenant;
  }

  private static MetricDay dayOf(ObjectMapper json, ConsumerRecord<byte[], byte[]> each) {
    requireType(each);
    try {
      MetricDay day = json.readValue(each.value(), MetricDay.class);
      if (day == null
          || day.scope() == null
          || day.day() == null
          || day.zone() == null
          || day.cells() == null) {
        throw new RecordRejected("not a day of metrics: scope, day, zone and cells are required");
      }
      return day;
    } catch (IOException e) {
      throw new RecordRejected("not a day of metrics: " + e.getMessage(), e);
    }
  }

  private static Packed packed(MetricDay day) {
    PackedCells.Builder cells = new PackedCells.Builder();
    day.cells().stream()
        .sorted(Comparator.comparing(cell -> MetricDefinition.name(cell.metric(), cell.version())))
        .forEach(cell -> add(cells, cell));
    return new Packed(ZoneId.of(day.zone()), day.revision(), cells.build());
  }

  /** Checks what a later evaluation relies on. */
  private static void add(PackedCells.Builder cells, MetricCell cell) {
    if (cell.metric() == null
        || cell.count() < 0
        || cell.denominator() < 0
        || cell.numerator() < 0
        || cell.numerator() > cell.denominator()) {
      throw new IllegalArgumentException("a count is negative, or more than the whole");
    }
    byte[] histogram =
        cell.histogram() == null ? null : Base64.getDecoder().decode(cell.histogram());
    if (histogram != null && Histogram.decode(histogram).count() < 0) {
      throw new IllegalArgumentException("the histogram counts less than nothing");
    }
    cells.add(
        MetricDefinition.name(cell.metric(), cell.version()),
        cell.count(),
        cell.sum(),
        cell.numerator(),
        cell.denominator(),
        histogram);
  }
}
