package dev.steadfast.bench.importing;

import dev.steadfast.bench.importing.DuplicateBenchmark.Round;
import dev.steadfast.bench.report.Bar;
import dev.steadfast.bench.report.Outcome;
import dev.steadfast.bench.report.Spread;
import dev.steadfast.bench.report.Table;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The table and the bar of B4. */
final class DuplicateReport {
  private final ImportOptions options;
  private final List<Round> rounds;

  DuplicateReport(ImportOptions options, List<Round> rounds) {
    this.options = options;
    this.rounds = rounds;
  }

  Outcome print(PrintStream out) {
    Table table =
        new Table(
            "",
            "events per second (lowest – highest)",
            "÷ new events",
            "per CPU-second",
            "÷ new events");
    row(table, "new events (B3)", Round::fresh);
    row(table, "the same again", Round::repeated);
    row(table, "half new, half known", Round::mixed);
    out.println();
    out.println(table.text());
    out.println();
    Bar bar =
        new Bar(
            "duplicates/s ÷ new events/s",
            ratio(Round::repeated, SuiteRound::perSecond).median(),
            1.5,
            0,
            true,
            "%.2f");
    out.println(bar.line());
    out.println(
        "Ratios are medians of those of each round. All counts of every round were exact; metrics:check found no"
            + " difference after the last.");
    if (!options.isJudged()) {
      out.println("This run was too short to judge.");
    }
    return new Outcome(facts(bar), options.isJudged() ? List.of(bar) : List.of());
  }

  private void row(Table table, String name, Function<Round, SuiteRound> kind) {
    table.row(
        name,
        spread(kind, SuiteRound::perSecond).text("%,.0f"),
        ratio(kind, SuiteRound::perSecond).text("%.2f"),
        spread(kind, SuiteRound::perCpuSecond).text("%,.0f"),
        ratio(kind, SuiteRound::perCpuSecond).text("%.2f"));
  }

  private Spread spread(Function<Round, SuiteRound> kind, ToDoubleFunction<SuiteRound> number) {
    return Spread.of(
        rounds.stream().mapToDouble(round -> number.applyAsDouble(kind.apply(round))).toArray());
  }

  private Spread ratio(Function<Round, SuiteRound> kind, ToDoubleFunction<SuiteRound> number) {
    return Spread.of(
        rounds.stream()
            .mapToDouble(
                round ->
                    number.applyAsDouble(kind.apply(round)) / number.applyAsDouble(round.fresh()))
            .toArray());
  }

  private Map<String, Object> facts(Bar bar) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("options", options);
    facts.put("new", rounds.stream().map(round -> round.fresh().facts()).toList());
    facts.put("again", rounds.stream().map(round -> round.repeated().facts()).toList());
    facts.put("halfNew", rounds.stream().map(round -> round.mixed().facts()).toList());
    facts.put("bars", List.of(bar));
    return facts;
  }
}
