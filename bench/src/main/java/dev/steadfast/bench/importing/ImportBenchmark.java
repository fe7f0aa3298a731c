package dev.steadfast.bench.importing;

import dev.steadfast.bench.BenchFailure;
import dev.steadfast.bench.machine.Machine;
import dev.steadfast.bench.machine.MemoryWatch;
import dev.steadfast.bench.report.Outcome;
import dev.steadfast.bench.suite.GatewayClient;
import dev.steadfast.bench.suite.RunningSuite;
import dev.steadfast.bench.workload.HelpdeskStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * B3. Rounds of the suite, of COPY and of INSERT take turns, so that whatever else the machine does
 * meets all three alike.
 */
public final class ImportBenchmark {
  private final Path root;
  private final ImportOptions options;
  private final PrintStream out;

  public ImportBenchmark(Path root, ImportOptions options, PrintStream out) {
    this.root = root;
    this.options = options;
    this.out = out;
  }

  /** What all rounds gave. */
  record Rounds(
      List<SuiteRound> suite,
      List<PeerTable.Round> copy,
      List<PeerTable.Round> insert,
      PeerTable.InsertForm insertForm,
      Map<String, Long> highWaterMarks,
      Map<String, Long> highestSamples,
      long databaseMemory) {}

  /**
   * Runs it and prints what it finds.
   *
   * @throws BenchFailure when it cannot run, or a single count is wrong
   */
  public Outcome run() {
    if (!Machine.tellsCpuTime()) {
      throw new BenchFailure("B3 needs /proc to count CPU seconds and memory: Linux only.");
    }
    HelpdeskStream stream =
        HelpdeskStream.of(options.interactions(), ImportOptions.BATCH, ImportOptions.SEED);
    out.printf(
        "B3: import of %,d events over %,d interactions, as %,d batches of %,d (%.0f MB) over %d connections%n",
        stream.answers().events(),
        options.interactions(),
        stream.batches().size(),
        ImportOptions.BATCH,
        stream.bytes() / 1e6,
        options.connections());
    try (RunningSuite suite = RunningSuite.start(root, out);
        GatewayClient gateway = new GatewayClient(suite.gatewayUrl())) {
      warmUp(suite, gateway);
      Rounds rounds = rounds(suite, gateway, stream);
      return new ImportReport(options, versions(suite), rounds).print(out);
    } catch (SQLException e) {
      throw new BenchFailure("PostgreSQL: " + e.getMessage(), e);
    }
  }

  private void warmUp(RunningSuite suite, GatewayClient gateway) throws SQLException {
    HelpdeskStream small =
        HelpdeskStream.of(
            options.warmUpInteractions(), ImportOptions.BATCH, ImportOptions.SEED + 1);
    SuiteRound round = SuiteRound.run(suite, gateway, "Warm-up", small, options.connections());
    out.printf(
        "Warm-up with %,d events of another tenant: %.1f s (not counted below)%n",
        round.events(), round.complete());
  }

  private Rounds rounds(RunningSuite suite, GatewayClient gateway, HelpdeskStream stream)
      throws SQLException {
    List<SuiteRound> ours = new ArrayList<>();
    List<PeerTable.Round> copies = new ArrayList<>();
    List<PeerTable.Round> inserts = new ArrayList<>();
    try (MemoryWatch memory = MemoryWatch.start(suite::pids)) {
      ours.add(round(suite, gateway, stream, 1));
      PeerTable table = new PeerTable(suite, rawRows(suite, ours.getFirst()));
      PeerTable.InsertForm form = fastestInsert(table);
      for (int round = 1; round <= options.rounds(); round++) {
        if (round > 1) {
          ours.add(round(suite, gateway, stream, round));
        }
        copies.add(table.copy());
        inserts.add(table.insert(form));
        out.printf(
            "         COPY BINARY %,.0f rows/s; INSERT %,.0f rows/s%n",
            copies.getLast().perSecond(), inserts.getLast().perSecond());
      }
      return new Rounds(
          ours,
          copies,
          inserts,
          form,
          MemoryWatch.highWaterMarks(suite.pids()),
          memory.highest(),
          MemoryWatch.proportional(suite.pids().getOrDefault("postgresql", 0L)));
    }
  }

  private SuiteRound round(
      RunningSuite suite, GatewayClient gateway, HelpdeskStream stream, int number)
      throws SQLException {
    SuiteRound round =
        SuiteRound.run(suite, gateway, "Round " + number, stream, options.connections());
    out.printf(
        "Round %d: %,.0f events/s (durable after %.1f s, all cells after %.1f s; %,.0f events per CPU-second;"
            + " other programs took %.0f %% of the machine)%n",
        number,
        round.perSecond(),
        round.durable(),
        round.complete(),
        round.perCpuSecond(),
        100 * round.others());
    return round;
  }

  private static RawRows rawRows(RunningSuite suite, SuiteRound round) throws SQLException {
    try (Connection database = suite.connect()) {
      return RawRows.read(database, round.tenant());
    }
  }

  /** The form of the INSERT that is faster here, each tried twice with a tenth of the rows. */
  private PeerTable.InsertForm fastestInsert(PeerTable table) throws SQLException {
    int rows = Math.max(ImportOptions.BATCH, table.rows() / 10);
    double[] best = new double[PeerTable.InsertForm.values().length];
    for (int attempt = 0; attempt < 2; attempt++) {
      for (PeerTable.InsertForm form : PeerTable.InsertForm.values()) {
        best[form.ordinal()] = Math.max(best[form.ordinal()], table.insert(form, rows).perSecond());
      }
    }
    PeerTable.InsertForm fastest = PeerTable.InsertForm.VALUES;
    for (PeerTable.InsertForm form : PeerTable.InsertForm.values()) {
      out.printf("         INSERT as %s: %,.0f rows/s%n", form.text(), best[form.ordinal()]);
      fastest = best[form.ordinal()] > best[fastest.ordinal()] ? form : fastest;
    }
    return fastest;
  }

  private static Map<String, String> versions(RunningSuite suite) throws SQLException {
    try (Connection database = suite.connect();
        Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery("SHOW server_version")) {
      row.next();
      return Map.of("postgresql", row.getString(1), "kafka", AppInfoParser.getVersion());
    }
  }
}
