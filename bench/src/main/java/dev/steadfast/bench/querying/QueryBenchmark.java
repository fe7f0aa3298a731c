package dev.steadfast.bench.querying;

import dev.steadfast.bench.BenchFailure;
import dev.steadfast.bench.report.Outcome;
import dev.steadfast.bench.suite.GatewayClient;
import dev.steadfast.bench.suite.GatewayClient.Tenant;
import dev.steadfast.bench.suite.RunningSuite;
import dev.steadfast.bench.workload.HelpdeskYear;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * B6. In each round every tenant is asked every question through the gateway, then in SQL over the
 * exact values.
 */
public final class QueryBenchmark {
  private static final int PEER_QUERIES = 3;

  private final Path root;
  private final QueryOptions options;
  private final PrintStream out;

  public QueryBenchmark(Path root, QueryOptions options, PrintStream out) {
    this.root = root;
    this.options = options;
    this.out = out;
  }

  /** A tenant and what it was asked. */
  record Asked(
      long events,
      Tenant tenant,
      HistoryLoad.Loaded loaded,
      Map<Question, List<QueryRound>> rounds,
      Map<Question, Accuracy> accuracy) {}

  /**
   * Runs it and prints what it finds.
   *
   * @throws BenchFailure when it cannot run, or a count is wrong
   */
  public Outcome run() {
    out.println(
        "B6: count, mean, median, p90 and p99 of the resolution time by team (20), through the gateway, beside"
            + " percentile_cont");
    try (RunningSuite suite = RunningSuite.start(root, out);
        GatewayClient gateway = new GatewayClient(suite.gatewayUrl());
        Connection database = suite.connect()) {
      List<Asked> tenants = new ArrayList<>();
      for (long events : options.events()) {
        tenants.add(load(suite, gateway, database, events));
      }
      try (Statement statement = database.createStatement()) {
        statement.execute(
            "VACUUM (ANALYZE) metrics.observation, metrics.cell_day, metrics.restatement");
      }
      suite.checkpoint();
      suite.settle();
      warmUp(gateway, tenants);
      for (int round = 1; round <= options.rounds(); round++) {
        for (Asked asked : tenants) {
          ask(gateway, database, asked, round);
        }
      }
      return new QueryReport(options, tenants).print(out);
    } catch (SQLException e) {
      throw new BenchFailure("PostgreSQL: " + e.getMessage(), e);
    }
  }

  private Asked load(RunningSuite suite, GatewayClient gateway, Connection database, long events)
      throws SQLException {
    Tenant tenant = gateway.createTenant(suite.operatorKey(), "%,d events".formatted(events));
    long begin = System.nanoTime();
    HistoryLoad.Loaded loaded =
        HistoryLoad.run(
            database, tenant.id(), HelpdeskYear.interactions(events), QueryOptions.SEED);
    out.printf(
        "%,d events of 53 weeks, folded and merged by the service's own code and copied in %.0f s: %,d resolution"
            + " times, %,d rows of cells%n",
        events, since(begin) / 1e3, loaded.observations(), loaded.cellRows());
    Map<Question, List<QueryRound>> rounds = new EnumMap<>(Question.class);
    Map<Question, Accuracy> accuracy = new EnumMap<>(Question.class);
    for (Question question : Question.values()) {
      rounds.put(question, new ArrayList<>());
    }
    return new Asked(events, tenant, loaded, rounds, accuracy);
  }

  /** So that the services are compiled and the pages are in memory; checks the answers as well. */
  private void warmUp(GatewayClient gateway, List<Asked> tenants) {
    for (int i = 0; i < options.queries(); i++) {
      for (Asked asked : tenants) {
        for (Question question : Question.values()) {
          gateway.read(asked.tenant(), question.path());
        }
      }
    }
  }

  private void ask(GatewayClient gateway, Connection database, Asked asked, int round)
      throws SQLException {
    PeerQuery peer = new PeerQuery(database, asked.tenant().id());
    StringBuilder line =
        new StringBuilder("Round %d, %,d events:".formatted(round, asked.events()));
    for (Question question : Question.values()) {
      double[] ours = new double[options.queries()];
      for (int i = 0; i < ours.length; i++) {
        long begin = System.nanoTime();
        gateway.read(asked.tenant(), question.path());
        ours[i] = since(begin);
      }
      double[] theirs = new double[PEER_QUERIES];
      Map<PeerQuery.Place, PeerQuery.Exact> exact = Map.of();
      for (int i = 0; i < theirs.length; i++) {
        long begin = System.nanoTime();
        exact = peer.answer(question);
        theirs[i] = since(begin);
      }
      if (round == 1) {
        asked
            .accuracy()
            .put(question, Accuracy.of(gateway.get(asked.tenant(), question.path()), exact));
      }
      QueryRound result = new QueryRound(ours, theirs);
      asked.rounds().getOrDefault(question, new ArrayList<>()).add(result);
      line.append(
          " %s %.1f ms beside %.0f ms;"
              .formatted(question.text(), result.median(), result.peerMedian()));
    }
    out.println(line);
  }

  private static double since(long begin) {
    return (System.nanoTime() - begin) / 1e6;
  }
}
