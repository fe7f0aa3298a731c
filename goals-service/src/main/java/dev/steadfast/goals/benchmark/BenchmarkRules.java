package dev.steadfast.goals.benchmark;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.goals.goal.Amount;
import dev.steadfast.goals.goal.MetricRules;
import dev.steadfast.platform.problem.Findings;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules that a figure keeps. */
final class BenchmarkRules {
  private static final int MAX_NAME = 200;
  private static final int MAX_UNIT = 50;
  private static final int MAX_TEXT = 1_000;
  private static final int MAX_ADDRESS = 2_000;
  private static final int MAX_PERCENTILES = 99;
  private static final double MAX_VALUE = 1e15;
  private static final Set<String> GRADES = Set.of("A", "B", "C");

  private final Findings findings = new Findings();
  private final BenchmarkRequest request;

  private BenchmarkRules(BenchmarkRequest request) {
    this.request = request;
  }

  /**
   * The figure that a request tells.
   *
   * @throws dev.steadfast.platform.problem.ProblemException {@code rule-violated} with every rule
   *     that it breaks
   */
  static Benchmark check(BenchmarkRequest request) {
    return new BenchmarkRules(request).benchmark();
  }

  private Benchmark benchmark() {
    Optional<MetricDefinition> metric = MetricRules.metric(findings, "/metric", request.metric());
    metric.ifPresent(
        known -> MetricRules.aggregation(findings, "/aggregation", request.aggregation(), known));
    String definition = findings.text("/definition", request.definition(), MAX_TEXT);
    String period = findings.text("/period", request.period(), MAX_NAME);
    String source = findings.text("/source", request.source(), MAX_NAME);
    findings.optional("/unit", request.unit(), MAX_UNIT);
    findings.optional("/industry", request.industry(), MAX_NAME);
    findings.optional("/channel", request.channel(), MAX_NAME);
    String scale = request.scale();
    if (scale != null && !Benchmark.scales().contains(scale)) {
      findings.add("/scale", "is one of csat-5, csat-3, csat-2, nps, ces-7, fcr-2");
    }
    Long sample = request.sample();
    if (sample != null && sample < 1) {
      findings.add("/sample", "is at least 1");
    }
    String grade = request.grade() == null ? "" : request.grade();
    if (!GRADES.contains(grade)) {
      findings.add("/grade", "is one of A, B, C");
    }
    address(request.address());
    String unit = unit(metric);
    figure(unit);
    spread(request.spread());
    findings.refuseIfAny();
    String key = metric.orElseThrow().key();
    return new Benchmark(
        key,
        List.of(key),
        request.aggregation(),
        unit,
        Boolean.TRUE.equals(request.sameDefinition()),
        definition,
        scale,
        request.industry(),
        request.channel(),
        sample,
        number(request.value()),
        number(request.from()),
        number(request.to()),
        request.spread(),
        source,
        request.address(),
        period,
        grade);
  }

  private String unit(Optional<MetricDefinition> metric) {
    String asked = request.unit();
    if (asked != null && asked.isBlank()) {
      findings.add("/unit", "is not blank");
    }
    return asked != null ? asked : metric.map(MetricDefinition::unit).orElse("");
  }

  private void address(@Nullable String address) {
    if (address == null) {
      return;
    }
    findings.optional("/address", address, MAX_ADDRESS);
    try {
      URI uri = URI.create(address);
      boolean isWeb = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (!isWeb || uri.getHost() == null) {
        findings.add("/address", "is an http or https address");
      }
    } catch (IllegalArgumentException e) {
      findings.add("/address", "is an http or https address");
    }
  }

  private void figure(String unit) {
    value("/value", request.value(), unit);
    value("/from", request.from(), unit);
    value("/to", request.to(), unit);
    boolean isRange = request.from() != null || request.to() != null;
    if (request.value() == null && !isRange) {
      findings.add("/value", "is required, or from or to");
    } else if (request.value() != null && isRange) {
      findings.add("/value", "is not together with from or to");
    }
    Double from = number(request.from());
    Double to = number(request.to());
    if (from != null && to != null && to < from) {
      findings.add("/to", "is below from");
    }
  }

  private void value(String pointer, @Nullable Amount amount, String unit) {
    if (amount == null) {
      return;
    }
    double highest = unit.equals("percent") ? 100 : MAX_VALUE;
    double lowest = unit.equals("percent") || unit.equals("ms") ? 0 : -MAX_VALUE;
    double value = amount.value();
    if (amount.isDuration() && !unit.equals("ms")) {
      findings.add(pointer, "is a duration, but the unit is " + unit);
    } else if (!(value >= lowest && value <= highest)) {
      findings.add(pointer, "is not from " + Amount.plain(lowest) + " to " + Amount.plain(highest));
    }
  }

  private void spread(@Nullable Spread spread) {
    if (spread == null) {
      return;
    }
    Amount deviation = spread.standardDeviation();
    List<Spread.@Nullable Percentile> percentiles = spread.percentiles();
    if ((deviation == null) == (percentiles == null)) {
      findings.add("/spread", "has either standardDeviation or percentiles");
    }
    if (deviation != null) {
      if (!(deviation.value() > 0 && deviation.value() <= MAX_VALUE)) {
        findings.add("/spread/standardDeviation", "is above 0 and at most 1e15");
      }
      if (request.value() == null) {
        findings.add("/spread/standardDeviation", "goes with a value, which it is around");
      }
    }
    if (percentiles != null) {
      percentiles(percentiles);
    }
  }

  private void percentiles(List<Spread.@Nullable Percentile> percentiles) {
    if (percentiles.size() < 2 || percentiles.size() > MAX_PERCENTILES) {
      findings.add("/spread/percentiles", "has 2 to " + MAX_PERCENTILES + " percentiles");
      return;
    }
    double percent = 0;
    double value = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < percentiles.size(); i++) {
      Spread.Percentile each = percentiles.get(i);
      String pointer = "/spread/percentiles/" + i;
      if (each == null || each.percent() == null || each.value() == null) {
        findings.add(pointer, "has a percent and a value");
        continue;
      }
      double at = each.value().value();
      if (!(each.percent() > percent && each.percent() < 100)) {
        findings.add(pointer + "/percent", "is above the one before, above 0 and below 100");
      }
      if (!(at > value && Math.abs(at) <= MAX_VALUE)) {
        findings.add(pointer + "/value", "is above the one before and at most 1e15");
      }
      percent = each.percent();
      value = at;
    }
  }

  private static @Nullable Double number(@Nullable Amount amount) {
    return amount == null ? null : amount.value();
  }
}
