package dev.steadfast.bench.importing;

import dev.steadfast.bench.report.Bar;
import dev.steadfast.bench.report.Outcome;
import dev.steadfast.bench.report.Spread;
import dev.steadfast.bench.report.Table;
import dev.steadfast.launcher.suite.Service;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/** The tables and the bars of B3. */
final class ImportReport {
  private static final double MIB = 1024.0 * 1024;
  private static final double MOST_MIB = 350;

  private final ImportOptions options;
  private final Map<String, String> versions;
  private final ImportBenchmark.Rounds rounds;

  ImportReport(ImportOptions options, Map<String, String> versions, ImportBenchmark.Rounds rounds) {
    this.options = options;
    this.versions = versions;
    this.rounds = rounds;
  }

  Outcome print(PrintStream out) {
    out.println();
    out.println(rates());
    out.println();
    out.println(processes());
    out.println();
    List<Bar> bars = bars();
    bars.forEach(bar -> out.println(bar.line()));
    out.println("Ratios are medians of those of each round. All counts of every round were exact.");
    if (!options.isJudged()) {
      out.println("This run was too short to judge.");
    }
    return new Outcome(facts(bars), options.isJudged() ? bars : List.of());
  }

  private String rates() {
    return new Table("", "per second (lowest – highest)", "per CPU-second (lowest – highest)")
        .row(
            "suite, until all cells are there: events",
            spread(rounds.suite(), SuiteRound::perSecond),
            spread(rounds.suite(), SuiteRound::perCpuSecond))
        .row(
            "suite, until all is published: events",
            "",
            spread(rounds.suite(), SuiteRound::perCpuSecondSettled))
        .row(
            "COPY BINARY: rows",
            spread(rounds.copy(), PeerTable.Round::perSecond),
            spread(rounds.copy(), PeerTable.Round::perCpuSecond))
        .row(
            "INSERT … ON CONFLICT, 1,000 (" + rounds.insertForm().text() + "): rows",
            spread(rounds.insert(), PeerTable.Round::perSecond),
            spread(rounds.insert(), PeerTable.Round::perCpuSecond))
        .row(
            "suite ÷ COPY",
            ratio(rounds.copy(), ImportReport::rateRatio).text("%.3f"),
            ratio(rounds.copy(), ImportReport::cpuRatio).text("%.3f"))
        .row(
            "suite ÷ INSERT",
            ratio(rounds.insert(), ImportReport::rateRatio).text("%.3f"),
            ratio(rounds.insert(), ImportReport::cpuRatio).text("%.3f"))
        .text();
  }

  private static <T> String spread(List<T> values, ToDoubleFunction<T> number) {
    return Spread.of(values.stream().mapToDouble(number).toArray()).text("%,.0f");
  }

  private static double rateRatio(SuiteRound ours, PeerTable.Round peer) {
    return ours.perSecond() / peer.perSecond();
  }

  private static double cpuRatio(SuiteRound ours, PeerTable.Round peer) {
    return ours.perCpuSecond() / peer.perCpuSecond();
  }

  private Spread ratio(
      List<PeerTable.Round> peers, ToDoubleBiFunction<SuiteRound, PeerTable.Round> ratio) {
    double[] ratios = new double[peers.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = ratio.applyAsDouble(rounds.suite().get(i), peers.get(i));
    }
    return Spread.of(ratios);
  }

  private String processes() {
    Table table =
        new Table(
            "process",
            "CPU-s until all cells",
            "share",
            "CPU-s until quiet",
            "VmHWM MiB",
            "highest VmRSS MiB");
    double whole = median(round -> round.cpu().total());
    for (String name : rounds.suite().getFirst().cpu().seconds().keySet()) {
      double cells = median(round -> round.cpu().total(name));
      table.row(
          name,
          "%.2f".formatted(cells),
          "%.0f %%".formatted(100 * cells / whole),
          "%.2f".formatted(median(round -> round.settled().total(name))),
          memory(name, rounds.highWaterMarks()),
          memory(name, rounds.highestSamples()));
    }
    table.row(
        "all",
        "%.2f".formatted(whole),
        "100 %",
        "%.2f".formatted(median(round -> round.settled().total())),
        "",
        "");
    return table.text()
        + "\npostgresql has many processes: %.0f MiB proportional at the end, shared buffers included."
            .formatted(rounds.databaseMemory() / MIB);
  }

  private double median(ToDoubleFunction<SuiteRound> number) {
    return Spread.of(rounds.suite().stream().mapToDouble(number).toArray()).median();
  }

  private static String memory(String name, Map<String, Long> bytes) {
    Long value = name.equals("postgresql") ? null : bytes.get(name);
    return value == null ? "" : String.format(Locale.ROOT, "%.0f", value / MIB);
  }

  private List<Bar> bars() {
    List<Bar> bars = new ArrayList<>();
    bars.add(
        new Bar(
            "events/s ÷ rows/s of COPY BINARY",
            ratio(rounds.copy(), ImportReport::rateRatio).median(),
            0.1,
            0.25,
            true,
            "%.3f"));
    bars.add(
        new Bar(
            "events/s ÷ rows/s of INSERT … ON CONFLICT",
            ratio(rounds.insert(), ImportReport::rateRatio).median(),
            0.5,
            1,
            true,
            "%.3f"));
    for (Service service : Service.values()) {
      long highest = rounds.highWaterMarks().getOrDefault(service.module(), 0L);
      bars.add(
          new Bar(
              "resident MiB of " + service.module(), highest / MIB, MOST_MIB, 0, false, "%.0f"));
    }
    return bars;
  }

  private Map<String, Object> facts(List<Bar> bars) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("options", options);
    facts.put("versions", versions);
    facts.put("insertForm", rounds.insertForm());
    facts.put("suite", rounds.suite().stream().map(SuiteRound::facts).toList());
    facts.put("copyBinary", rounds.copy().stream().map(PeerTable.Round::facts).toList());
    facts.put("insertOnConflict", rounds.insert().stream().map(PeerTable.Round::facts).toList());
    facts.put("highWaterMarkBytes", rounds.highWaterMarks());
    facts.put("highestResidentSampleBytes", rounds.highestSamples());
    facts.put("postgresqlProportionalBytes", rounds.databaseMemory());
    facts.put("bars", bars);
    return facts;
  }
}
