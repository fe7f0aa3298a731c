package dev.steadfast.bench.importing;

import dev.steadfast.bench.BenchFailure;
import dev.steadfast.bench.machine.CpuTime;
import dev.steadfast.bench.machine.Machine;
import dev.steadfast.bench.suite.GatewayClient;
import dev.steadfast.bench.suite.RunningSuite;
import dev.steadfast.bench.workload.Answers;
import dev.steadfast.bench.workload.HelpdeskStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One import.
 *
 * @param durable seconds until the last 202
 * @param complete seconds until all cells were there
 * @param cpu of all processes until all cells were there
 * @param settled the same until everything was published too and the suite had come to rest
 * @param repeated how many requests were answered "not now" and sent again
 * @param others the share of the machine that programs which are not ours took, 0 to 1
 */
record SuiteRound(
    UUID tenant,
    int events,
    double durable,
    double complete,
    CpuTime cpu,
    CpuTime settled,
    int repeated,
    double others) {
  private static final long POLL_MS = 50;
  private static final double PATIENCE = 900;

  /**
   * What a tenant is sent.
   *
   * @param repeated how many events it will have been sent once more than once when all of this is
   *     processed, those of earlier rounds included
   */
  record Sent(List<byte[]> batches, int events, long repeated) {
    static Sent of(HelpdeskStream stream) {
      return new Sent(stream.batches(), stream.answers().events(), 0);
    }
  }

  /** Sends the stream as a fresh tenant, waits for its cells and checks all of them. */
  static SuiteRound run(
      RunningSuite suite,
      GatewayClient gateway,
      String name,
      HelpdeskStream stream,
      int connections)
      throws SQLException {
    GatewayClient.Tenant tenant = gateway.createTenant(suite.operatorKey(), name);
    return run(suite, gateway, tenant, stream.answers(), Sent.of(stream), connections);
  }

  /**
   * Sends that, waits for the cells and checks all of them.
   *
   * @param answers what the tenant's cells must be after it
   */
  static SuiteRound run(
      RunningSuite suite,
      GatewayClient gateway,
      GatewayClient.Tenant tenant,
      Answers answers,
      Sent sent,
      int connections)
      throws SQLException {
    suite.settle();
    suite.checkpoint();
    try (Connection database = suite.connect()) {
      CellCheck check = new CellCheck(database, answers);
      double busyBefore = Machine.busySeconds();
      CpuTime before = suite.cpu();
      long begin = System.nanoTime();
      int repeated = gateway.send(tenant, sent.batches(), connections);
      double durable = since(begin);
      awaitCells(suite, check, tenant, sent, begin);
      double complete = since(begin);
      CpuTime cpu = suite.cpu().since(before);
      double others = Machine.loadOfOthers(cpu, complete, Machine.busySeconds() - busyBefore);
      suite.settle();
      CpuTime settled = suite.cpu().since(before);
      List<String> faults = check.faults(tenant, gateway, sent.repeated());
      if (!faults.isEmpty()) {
        throw new BenchFailure("wrong answers:\n  " + String.join("\n  ", faults));
      }
      return new SuiteRound(
          tenant.id(), sent.events(), durable, complete, cpu, settled, repeated, others);
    }
  }

  private static void awaitCells(
      RunningSuite suite, CellCheck check, GatewayClient.Tenant tenant, Sent sent, long begin)
      throws SQLException {
    while (!check.isComplete(tenant.id(), sent.repeated())) {
      RunningSuite.sleep(POLL_MS);
      suite.requireAlive();
      if (since(begin) > PATIENCE) {
        throw new BenchFailure("the cells are not there after " + PATIENCE + " s");
      }
    }
  }

  private static double since(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  double perSecond() {
    return events / complete;
  }

  double perCpuSecond() {
    return events / cpu.total();
  }

  double perCpuSecondSettled() {
    return events / settled.total();
  }

  /** For the file of results. */
  Map<String, Object> facts() {
    return Map.of(
        "events", events,
        "secondsUntilDurable", durable,
        "secondsUntilCells", complete,
        "eventsPerSecond", perSecond(),
        "cpuSeconds", cpu.seconds(),
        "eventsPerCpuSecond", perCpuSecond(),
        "cpuSecondsUntilQuiet", settled.seconds(),
        "repeatedRequests", repeated,
        "shareOfOtherPrograms", others);
  }
}
