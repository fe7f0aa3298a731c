package dev.steadfast.metrics.check;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.metrics.definition.MetricCatalogue;
import dev.steadfast.platform.problem.Findings;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which cells to check. */
@Schema(
    name = "CheckRequest",
    examples =
        """
        {"metrics": ["volume", "first-response-time"]}
        """)
record CheckRequest(
    @Schema(maxItems = 100, description = "Keys; all metrics where there is no such list.")
        @Nullable List<@Nullable String> metrics) {
  private static final int MOST = 100;

  static final CheckRequest ALL = new CheckRequest(null);

  /**
   * The keys of the metrics.
   *
   * @throws dev.steadfast.platform.problem.ProblemException {@code rule-violated}
   */
  Set<String> keys(MetricCatalogue catalogue) {
    Set<String> keys = new TreeSet<>();
    if (metrics == null) {
      catalogue.all().stream().map(MetricDefinition::key).forEach(keys::add);
      return keys;
    }
    Findings findings = new Findings();
    if (metrics.isEmpty() || metrics.size() > MOST) {
      findings.add("/metrics", "has 1 to " + MOST + " keys, or is absent");
    }
    for (int i = 0; i < Math.min(metrics.size(), MOST); i++) {
      String key = metrics.get(i);
      if (key == null || catalogue.find(key).isEmpty()) {
        findings.add("/metrics/" + i, "is not the key of a metric");
      } else {
        keys.add(key);
      }
    }
    findings.refuseIfAny();
    return keys;
  }
}
