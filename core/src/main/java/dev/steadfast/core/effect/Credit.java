package dev.steadfast.core.effect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * Which change of the gap belongs to which of several initiatives.
 *
 * <p>Each is credited with the change of the mean gap when it starts, from then on; those that
 * start together, or with no observed day between them, share one change equally. So the credits
 * sum to the joint gap, whatever the overlap.
 *
 * @param starts of the changes, ascending, each with an observed day before the next
 * @param ends of the changes: the next start, or the end of the series
 * @param members positions of the initiatives of each change
 */
record Credit(List<Integer> starts, List<Integer> ends, List<List<Integer>> members) {
  static Credit of(Panel panel, List<Intervention> interventions) {
    int length = panel.values().length;
    List<Integer> distinct =
        new ArrayList<>(new TreeSet<>(interventions.stream().map(Intervention::start).toList()));
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i < distinct.size(); i++) {
      int next = i + 1 < distinct.size() ? distinct.get(i + 1) : length;
      if (panel.observed(distinct.get(i), next).length > 0) {
        starts.add(distinct.get(i));
      }
    }
    List<Integer> ends = new ArrayList<>();
    List<List<Integer>> members = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      ends.add(i + 1 < starts.size() ? starts.get(i + 1) : length);
      int from = i == 0 ? 0 : starts.get(i - 1);
      int to = starts.get(i);
      List<Integer> sharing = new ArrayList<>();
      for (int k = 0; k < interventions.size(); k++) {
        int start = interventions.get(k).start();
        if (start > from && start <= to) {
          sharing.add(k);
        }
      }
      members.add(sharing);
    }
    return new Credit(starts, ends, members);
  }

  /** The change that an initiative shares in; -1 where no day was observed after its start. */
  int changeOf(int initiative) {
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).contains(initiative)) {
        return i;
      }
    }
    return -1;
  }

  /** The share of each gap in the average credit of one member of a change. */
  double[] weights(int[] after, int change) {
    double[] weights = new double[after.length];
    add(weights, after, change, 1.0 / members.get(change).size());
    if (change > 0) {
      add(weights, after, change - 1, -1.0 / members.get(change).size());
    }
    return weights;
  }

  private void add(double[] weights, int[] after, int change, double share) {
    int from = starts.get(change);
    int to = ends.get(change);
    long count = Arrays.stream(after).filter(day -> day >= from && day < to).count();
    for (int i = 0; i < after.length; i++) {
      if (after[i] >= from && after[i] < to) {
        weights[i] += share / count;
      }
    }
  }
}
