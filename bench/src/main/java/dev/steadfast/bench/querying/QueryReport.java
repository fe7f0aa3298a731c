package dev.steadfast.bench.querying;

import dev.steadfast.bench.querying.QueryBenchmark.Asked;
import dev.steadfast.bench.report.Bar;
import dev.steadfast.bench.report.Outcome;
import dev.steadfast.bench.report.Spread;
import dev.steadfast.bench.report.Table;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The table and the bars of B6. */
final class QueryReport {
  private final QueryOptions options;
  private final List<Asked> tenants;

  QueryReport(QueryOptions options, List<Asked> tenants) {
    this.options = options;
    this.tenants = tenants;
  }

  Outcome print(PrintStream out) {
    Table table =
        new Table(
            "",
            "p50 ms (lowest – highest)",
            "p99 ms",
            "percentile_cont ms",
            "times faster",
            "largest quantile error");
    for (Asked asked : tenants) {
      for (Question question : Question.values()) {
        table.row(
            "%,d events, %s".formatted(asked.events(), question.text()),
            spread(asked, question, QueryRound::median).text("%.1f"),
            spread(asked, question, QueryRound::p99).text("%.1f"),
            spread(asked, question, QueryRound::peerMedian).text("%,.0f"),
            spread(asked, question, QueryRound::ratio).text("%.1f"),
            "%.2f %%".formatted(100 * worst(asked, question)));
      }
    }
    out.println();
    out.println(table.text());
    out.println();
    List<Bar> bars = bars();
    bars.forEach(bar -> out.println(bar.line()));
    out.println("Every count and mean was exact. Ratios are medians of those of each round.");
    if (!options.isJudged()) {
      out.println("This run was too short to judge.");
    }
    return new Outcome(facts(bars), options.isJudged() ? bars : List.of());
  }

  private static Spread spread(
      Asked asked, Question question, ToDoubleFunction<QueryRound> number) {
    return Spread.of(
        asked.rounds().getOrDefault(question, List.of()).stream().mapToDouble(number).toArray());
  }

  private static double worst(Asked asked, Question question) {
    Accuracy accuracy = asked.accuracy().get(question);
    return accuracy == null ? Double.POSITIVE_INFINITY : accuracy.worst();
  }

  private List<Bar> bars() {
    List<Bar> bars = new ArrayList<>();
    Asked small = tenants.getFirst();
    Asked large = tenants.getLast();
    bars.add(
        atMost(
            "p50 ms, 30 days, %,d events".formatted(large.events()),
            spread(large, Question.MONTH, QueryRound::median).median(),
            8,
            3,
            "%.1f"));
    for (Question question : Question.values()) {
      bars.add(
          new Bar(
              "times faster, %s, %,d events".formatted(question.text(), large.events()),
              spread(large, question, QueryRound::ratio).median(),
              100,
              0,
              true,
              "%.1f"));
      bars.add(
          atMost(
              "p50 of %,d ÷ %,d events, %s"
                  .formatted(large.events(), small.events(), question.text()),
              growth(small, large, question),
              1.2,
              0,
              "%.2f"));
    }
    double worst = 0;
    for (Asked asked : tenants) {
      for (Question question : Question.values()) {
        worst = Math.max(worst, worst(asked, question));
      }
    }
    bars.add(atMost("largest error of a quantile, %", 100 * worst, 1, 0, "%.2f"));
    return bars;
  }

  private static Bar atMost(String name, double value, double needed, double aim, String format) {
    return new Bar(name, value, needed, aim, false, format);
  }

  private static double growth(Asked small, Asked large, Question question) {
    List<QueryRound> before = small.rounds().getOrDefault(question, List.of());
    List<QueryRound> after = large.rounds().getOrDefault(question, List.of());
    double[] ratios = new double[before.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = after.get(i).median() / before.get(i).median();
    }
    return Spread.of(ratios).median();
  }

  private Map<String, Object> facts(List<Bar> bars) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("options", options);
    for (Asked asked : tenants) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("loaded", asked.loaded());
      for (Question question : Question.values()) {
        one.put(
            question.name(),
            asked.rounds().getOrDefault(question, List.of()).stream()
                .map(QueryRound::facts)
                .toList());
        one.put(question.name() + " accuracy", asked.accuracy().get(question));
      }
      facts.put(asked.events() + " events", one);
    }
    facts.put("bars", bars);
    return facts;
  }
}
