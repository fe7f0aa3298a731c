package dev.steadfast.metrics.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What earlier rows said of the keys of a mapping: which events were made for a key, and the last
 * words of followed columns.
 *
 * <p>Bounded: the key that was not seen for longest is forgotten. That costs at most repeated
 * events, which have the ids of the first and count once.
 */
final class RowMemory {
  private final Mapping mapping;
  private final List<Map<String, Seen>> groups = new ArrayList<>();

  RowMemory(Mapping mapping, int keysEach) {
    this.mapping = mapping;
    for (int i = 0; i < mapping.keys().size(); i++) {
      groups.add(new Recent(keysEach));
    }
  }

  /** What is known of that key. */
  Seen of(int group, String key) {
    return groups.get(group).computeIfAbsent(key, k -> new Seen());
  }

  /**
   * The bits of the tracked columns that differ from the subject's row before; all for its first.
   */
  long changes(Seen subject, Row row) {
    List<Integer> tracked = mapping.tracked();
    @Nullable String[] last = subject.last;
    if (last == null) {
      return -1;
    }
    long changed = 0;
    for (int i = 0; i < tracked.size(); i++) {
      if (!Objects.equals(last[i], row.cell(tracked.get(i)))) {
        changed |= 1L << i;
      }
    }
    return changed;
  }

  /** Keeps the row as the subject's last one. */
  void remember(Seen subject, Row row) {
    List<Integer> tracked = mapping.tracked();
    if (tracked.isEmpty()) {
      return;
    }
    @Nullable String[] last = subject.last;
    if (last == null) {
      last = new String[tracked.size()];
      subject.last = last;
    }
    for (int i = 0; i < last.length; i++) {
      String now = row.cell(tracked.get(i));
      // Keeps the older of two equal strings: no garbage is promoted.
      if (!Objects.equals(last[i], now)) {
        last[i] = now;
      }
    }
  }

  /** What is known of one key. */
  static final class Seen {
    private long made;
    private @Nullable String @Nullable [] last;

    boolean isFirst() {
      return last == null;
    }

    boolean wasMade(int rule) {
      return (made & 1L << rule) != 0;
    }

    void make(int rule) {
      made |= 1L << rule;
    }
  }

  private static final class Recent extends LinkedHashMap<String, Seen> {
    private static final long serialVersionUID = 1L;
    private final int max;

    Recent(int max) {
      super(1024, 0.75f, true);
      this.max = max;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
      return size() > max;
    }
  }
}
