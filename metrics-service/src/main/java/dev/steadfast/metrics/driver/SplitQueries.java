package dev.steadfast.metrics.driver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.core.driver.Decomposition;
import dev.steadfast.core.driver.Group;
import dev.steadfast.core.measure.Measured;
import dev.steadfast.metrics.arrival.Gap;
import dev.steadfast.metrics.query.Grouping;
import dev.steadfast.metrics.query.MetricQuery;
import dev.steadfast.metrics.query.SilentSources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Both periods with their cells: of everything, and of each value of the dimension. */
record SplitQueries(MetricQuery measured, Found found, MetricQuery against, Found before) {
  /** What is not under any value of the dimension. */
  static final String UNKNOWN = Grouping.WITHOUT;

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final double PERCENT = 100;

  /** What one period has of everything, and of each value of the dimension. */
  record Found(Measured all, Map<String, Portion> byValue, List<Gap> gaps) {
    static Found of(Grouping all, Grouping grouped, List<Gap> gaps) {
      Measured whole = all.finished().getFirst().measured()[0];
      Map<String, Portion> byValue = new TreeMap<>();
      Portion rest = Portion.of(whole);
      for (Grouping.Group group : grouped.finished()) {
        Portion portion = Portion.of(group.measured()[0]);
        Map.Entry<String, String> value = group.values().entrySet().iterator().next();
        if (value.getValue().equals(UNKNOWN)) {
          continue;
        }
        List<String> values =
            value.getKey().equals(MetricQuery.ALL_TAGS)
                ? tags(value.getValue())
                : List.of(value.getValue());
        for (String one : values) {
          byValue.merge(one, portion.dividedBy(values.size()), Portion::plus);
        }
        rest = rest.minus(portion);
      }
      byValue.put(UNKNOWN, rest);
      return new Found(whole, byValue, gaps);
    }

    private static List<String> tags(String json) {
      try {
        return JSON.readValue(json, new TypeReference<List<String>>() {});
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("tags are kept as no list of texts", e);
      }
    }

    /** A count of nothing while a source was silent is no value. */
    boolean isMissing() {
      return !gaps.isEmpty() && all.count() == 0;
    }

    OptionalDouble value(Aggregation aggregation) {
      return isMissing() ? OptionalDouble.empty() : all.value(aggregation);
    }

    Portion of(String value) {
      return byValue.getOrDefault(value, Portion.NOTHING);
    }
  }

  String by() {
    return measured.groupBy().getFirst();
  }

  Aggregation aggregation() {
    return measured.aggregations().getFirst();
  }

  String unit() {
    return aggregation() == Aggregation.COUNT ? "count" : measured.metric().unit();
  }

  OptionalDouble value() {
    return found.value(aggregation());
  }

  OptionalDouble valueBefore() {
    return before.value(aggregation());
  }

  long n() {
    return found.all().count();
  }

  long nBefore() {
    return before.all().count();
  }

  long n(String value) {
    return found.of(value).n();
  }

  long nBefore(String value) {
    return before.of(value).n();
  }

  /** Who fell silent in either period, in words; empty if nobody did. */
  Optional<String> silence() {
    return Stream.of(found, before)
        .map(Found::gaps)
        .filter(gaps -> !gaps.isEmpty())
        .map(SilentSources::reason)
        .findFirst();
  }

  /** Empty where either period has no observation to average, or no data. */
  Optional<Decomposition> split() {
    if (found.isMissing() || before.isMissing()) {
      return Optional.empty();
    }
    List<Group> groups = new ArrayList<>();
    TreeSet<String> values = new TreeSet<>(found.byValue().keySet());
    values.addAll(before.byValue().keySet());
    for (String value : values) {
      Portion was = before.of(value);
      Portion is = found.of(value);
      groups.add(new Group(value, weight(was), amount(was), weight(is), amount(is)));
    }
    return isAverage()
        ? Decomposition.ofAverage(groups, aggregation() == Aggregation.SHARE ? PERCENT : 1)
        : Optional.of(Decomposition.ofCount(groups));
  }

  private boolean isAverage() {
    return aggregation() == Aggregation.SHARE || aggregation() == Aggregation.MEAN;
  }

  private double weight(Portion portion) {
    if (aggregation() == Aggregation.SHARE) {
      return portion.denominator();
    }
    return aggregation() == Aggregation.LEVEL ? portion.sum() : portion.count();
  }

  private double amount(Portion portion) {
    return aggregation() == Aggregation.SHARE ? portion.numerator() : portion.sum();
  }
}
