package dev.steadfast.bench.importing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steadfast.bench.BenchFailure;
import dev.steadfast.bench.importing.SuiteRound.Sent;
import dev.steadfast.bench.machine.Machine;
import dev.steadfast.bench.report.Outcome;
import dev.steadfast.bench.suite.GatewayClient;
import dev.steadfast.bench.suite.GatewayClient.Tenant;
import dev.steadfast.bench.suite.RunningSuite;
import dev.steadfast.bench.workload.HelpdeskStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * B4. A round sends the stream of B3 as a fresh tenant, then the same once more; and as another
 * tenant one half of it, which is not measured, and then all of it, of which half is new.
 */
public final class DuplicateBenchmark {
  /** Of each kind one: the check of all metrics would take longer than the gateway waits. */
  private static final List<String> CHECKED = List.of("volume", "resolution-time", "csat");

  private final Path root;
  private final ImportOptions options;
  private final PrintStream out;

  public DuplicateBenchmark(Path root, ImportOptions options, PrintStream out) {
    this.root = root;
    this.options = options;
    this.out = out;
  }

  /** What one round gave. */
  record Round(SuiteRound fresh, SuiteRound repeated, SuiteRound mixed) {}

  /**
   * Runs it and prints what it finds.
   *
   * @throws BenchFailure when it cannot run, or a single count is wrong
   */
  public Outcome run() {
    if (!Machine.tellsCpuTime()) {
      throw new BenchFailure("B4 needs /proc to count CPU seconds: Linux only.");
    }
    HelpdeskStream stream =
        HelpdeskStream.of(options.interactions(), ImportOptions.BATCH, ImportOptions.SEED);
    List<byte[]> half =
        HelpdeskStream.half(options.interactions(), ImportOptions.BATCH, ImportOptions.SEED);
    out.printf(
        "B4: %,d events over %,d interactions; the same again; and half of them new, half known%n",
        stream.answers().events(), options.interactions());
    try (RunningSuite suite = RunningSuite.start(root, out);
        GatewayClient gateway = new GatewayClient(suite.gatewayUrl())) {
      warmUp(suite, gateway);
      List<Round> rounds = new ArrayList<>();
      for (int number = 1; number <= options.rounds(); number++) {
        rounds.add(round(suite, gateway, stream, half, number));
      }
      return new DuplicateReport(options, rounds).print(out);
    } catch (SQLException e) {
      throw new BenchFailure("PostgreSQL: " + e.getMessage(), e);
    }
  }

  private void warmUp(RunningSuite suite, GatewayClient gateway) throws SQLException {
    HelpdeskStream small =
        HelpdeskStream.of(
            options.warmUpInteractions(), ImportOptions.BATCH, ImportOptions.SEED + 1);
    Tenant tenant = gateway.createTenant(suite.operatorKey(), "Warm-up");
    SuiteRound fresh = run(suite, gateway, tenant, small, Sent.of(small));
    SuiteRound repeated = run(suite, gateway, tenant, small, again(small, 1));
    out.printf(
        "Warm-up with %,d events of another tenant, twice: %.1f and %.1f s (not counted below)%n",
        fresh.events(), fresh.complete(), repeated.complete());
  }

  private Round round(
      RunningSuite suite,
      GatewayClient gateway,
      HelpdeskStream stream,
      List<byte[]> half,
      int number)
      throws SQLException {
    Tenant tenant = gateway.createTenant(suite.operatorKey(), "Round " + number);
    SuiteRound fresh = run(suite, gateway, tenant, stream, Sent.of(stream));
    SuiteRound repeated = run(suite, gateway, tenant, stream, again(stream, 1));
    Tenant other = gateway.createTenant(suite.operatorKey(), "Round " + number + ", half");
    gateway.send(other, half, options.connections());
    SuiteRound mixed = run(suite, gateway, other, stream, again(stream, 2));
    out.printf(
        "Round %d: %,.0f events/s; again %,.0f; half new %,.0f (other programs took %.0f, %.0f and %.0f %% of the"
            + " machine)%n",
        number,
        fresh.perSecond(),
        repeated.perSecond(),
        mixed.perSecond(),
        100 * fresh.others(),
        100 * repeated.others(),
        100 * mixed.others());
    if (number == options.rounds()) {
      requireNoDifference(gateway, tenant);
      requireNoDifference(gateway, other);
    }
    return new Round(fresh, repeated, mixed);
  }

  private SuiteRound run(
      RunningSuite suite, GatewayClient gateway, Tenant tenant, HelpdeskStream stream, Sent sent)
      throws SQLException {
    return SuiteRound.run(suite, gateway, tenant, stream.answers(), sent, options.connections());
  }

  /** All of the stream, one event in so many of which is there already. */
  private static Sent again(HelpdeskStream stream, int oneIn) {
    int events = stream.answers().events();
    return new Sent(stream.batches(), events, events / oneIn);
  }

  /** The service's own check of its cells against the raw events. */
  private static void requireNoDifference(GatewayClient gateway, Tenant tenant) {
    JsonNode found = gateway.post(tenant, "/v1/metrics:check", Map.of("metrics", CHECKED));
    if (found.path("compared").asLong() == 0 || found.path("differing").asLong() != 0) {
      throw new BenchFailure("metrics:check: " + found);
    }
  }
}
