package dev.steadfast.metrics.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steadfast.metrics.imports.ImportedTable.Figures;
import dev.steadfast.platform.testing.ServiceBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * A real bank's calls of a month, imported by the recipe as it is shipped, give the answers that
 * are known of them. The calls are not part of the project; without them there is nothing to test.
 */
@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class CallLogIT {
  private static final String CALLS =
      "bank-calls-1999-february/data_anonymous_bank_february.txt.gz";
  private static final String FEBRUARY = "from=1999-02-01&to=1999-03-01&zone=Asia/Jerusalem";
  private static final long SECOND = 1_000;

  @Test
  void aMonthOfCallsGivesItsKnownAnswers() throws IOException {
    // When
    ImportedTable calls = ImportedTable.of("call-log", CALLS);
    calls.awaitCount("volume", FEBRUARY, 33_066);
    calls.awaitCount("abandonment-rate", FEBRUARY, 33_066);
    Map<String, Long> all = new TreeMap<>(phantomsByDay());
    calls
        .byDay("volume", FEBRUARY)
        .forEach((day, n) -> all.merge(day.substring(2).replace("-", ""), n, Long::sum));

    // Then
    assertThat(calls.rows()).isEqualTo(ImportedTable.rows(33_344, 33_344, 0, 0, 278));
    assertThat(calls.rejected()).isZero();
    calls.assertShare("abandonment-rate", FEBRUARY, 33_066, 17.855199);
    calls.assertShare("service-level", FEBRUARY, 33_066, 49.020142);
    calls.assertShare(
        "abandonment-rate", FEBRUARY + "&filter=priority:0", 19_544, 100.0 * 4_076 / 19_544);
    calls.assertShare(
        "abandonment-rate", FEBRUARY + "&filter=priority:1", 4_512, 100.0 * 919 / 4_512);
    calls.assertShare(
        "abandonment-rate", FEBRUARY + "&filter=priority:2", 9_010, 100.0 * 909 / 9_010);
    calls.assertFigures(
        "handle-time", FEBRUARY, SECOND, new Figures(27_077, 176.9066, 107, 409, 583, 1, 4_264));
    calls.assertFigures(
        "speed-of-answer", FEBRUARY, SECOND, new Figures(27_162, 40.774317, 6, 131, 189, 0, 749));
    calls.assertFigures(
        "time-to-abandon", FEBRUARY, SECOND, new Figures(5_904, 43.98628, 16, 131, 176, 0, 908));
    assertHandleTime(calls, "IN", new Figures(196, 267.392857, 159, 588, 830.5, 1, 3_077));
    assertHandleTime(calls, "NE", new Figures(2_507, 276.609892, 178, 641, 861, 1, 4_264));
    assertHandleTime(calls, "NW", new Figures(4_982, 106.984946, 60.5, 239, 370.9, 1, 2_005));
    assertHandleTime(calls, "PE", new Figures(120, 228.458333, 140.5, 571.2, 738.95, 2, 1_415));
    assertHandleTime(calls, "PS", new Figures(18_289, 184.94226, 118, 412, 579.6, 1, 3_736));
    assertHandleTime(calls, "TT", new Figures(983, 103.160732, 25, 302, 442.2, 1, 1_708));
    assertThat(calls.value("backlog", FEBRUARY, "level")).isZero();
    // Of customers who only ever hung up as phantoms no event is made.
    assertThat(calls.value("volume", FEBRUARY, "distinct_customers") + customersOfPhantomsAlone())
        .isEqualTo(4_081);
    Map<String, Long> byAgent = calls.byGroup("speed-of-answer", FEBRUARY, "agent");
    assertThat(byAgent.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(27_162);
    byAgent.remove("");
    assertThat(byAgent).hasSize(24);
    assertThat(all)
        .isEqualTo(
            ImportedTable.days(
                """
                990201=1567 990202=1846 990203=1949 990204=1371 990205=522 990206=210 990207=1542
                990208=1190 990209=1436 990210=1697 990211=1745 990212=547 990213=246 990214=1588
                990215=1510 990216=1726 990217=1473 990218=1387 990219=457 990220=214 990221=1667
                990222=1510 990223=1390 990224=1237 990225=1336 990226=424 990227=196 990228=1361
                """));
  }

  private static void assertHandleTime(ImportedTable calls, String team, Figures known) {
    calls.assertFigures("handle-time", FEBRUARY + "&filter=team:" + team, SECOND, known);
  }

  /** The known days count phantom calls too, of which no event is made. */
  private static Map<String, Long> phantomsByDay() throws IOException {
    Map<String, Long> phantoms = new TreeMap<>();
    eachCall(
        call -> {
          if (isPhantom(call)) {
            phantoms.merge(call[5], 1L, Long::sum);
          }
        });
    return phantoms;
  }

  private static int customersOfPhantomsAlone() throws IOException {
    Set<String> phantoms = new HashSet<>();
    Set<String> callers = new HashSet<>(Set.of("0"));
    eachCall(call -> (isPhantom(call) ? phantoms : callers).add(call[2]));
    phantoms.removeAll(callers);
    return phantoms.size();
  }

  private static boolean isPhantom(String[] call) {
    return call[12].equals("PHANTOM");
  }

  private static void eachCall(Consumer<String[]> visitor) throws IOException {
    Path file =
        Path.of(System.getProperty("steadfast.root", ".")).resolve("../shared/data").resolve(CALLS);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.ISO_8859_1))) {
      lines.lines().skip(1).map(line -> line.split("\t", -1)).forEach(visitor);
    }
  }
}
