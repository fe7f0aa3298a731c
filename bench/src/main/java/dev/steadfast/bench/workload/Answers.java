package dev.steadfast.bench.workload;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a stream must give, found while it is made.
 *
 * @param totals by the key of the metric
 * @param resolutionTimes in milliseconds, sorted
 */
public record Answers(
    int events, int interactions, Map<String, Totals> totals, long[] resolutionTimes) {

  /** The exact median resolution time, by Hyndman and Fan's type 7. */
  public double medianResolutionTime() {
    int n = resolutionTimes.length;
    return (resolutionTimes[(n - 1) / 2] + resolutionTimes[n / 2]) / 2.0;
  }

  /** Gathers the answers, conversation by conversation. */
  static final class Gathering {
    private final Map<String, Totals> totals = new TreeMap<>();
    private long[] resolutionTimes = new long[1024];
    private int resolutions;

    void happening(String metric) {
      totals.put(metric, soFar(metric).happening());
    }

    void value(String metric, long value) {
      totals.put(metric, soFar(metric).value(value));
    }

    void member(String metric, boolean isIn) {
      totals.put(metric, soFar(metric).member(isIn));
    }

    void resolutionTime(long milliseconds) {
      value("resolution-time", milliseconds);
      if (resolutions == resolutionTimes.length) {
        resolutionTimes = Arrays.copyOf(resolutionTimes, resolutions * 2);
      }
      resolutionTimes[resolutions++] = milliseconds;
    }

    private Totals soFar(String metric) {
      return totals.getOrDefault(metric, Totals.NONE);
    }

    Answers answers(int events, int interactions) {
      long[] sorted = Arrays.copyOf(resolutionTimes, resolutions);
      Arrays.sort(sorted);
      return new Answers(events, interactions, Map.copyOf(totals), sorted);
    }
  }
}
