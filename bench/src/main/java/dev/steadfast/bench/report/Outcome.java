package dev.steadfast.bench.report;

import java.util.List;
import java.util.Map;

/**
 * What a scenario found.
 *
 * @param results for the file
 * @param bars all of them, met or not; none where the run was too short to judge
 */
public record Outcome(Map<String, Object> results, List<Bar> bars) {
  public boolean isGood() {
    return bars.stream().allMatch(Bar::isMet);
  }
}
