package dev.steadfast.goals.benchmark;

import dev.steadfast.platform.http.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Own figures and published ones as one list: own ones first, newest first. */
@ApplicationScoped
class BenchmarkReader {
  private static final UUID NEWEST = new UUID(-1, -1);
  private static final String OWN = "own";
  private static final String PUBLISHED = "published";

  private final BenchmarkRepository own;
  private final PublishedBenchmarks published;

  @Inject
  BenchmarkReader(BenchmarkRepository own, PublishedBenchmarks published) {
    this.own = own;
    this.published = published;
  }

  /**
   * A figure of the list.
   *
   * @param stored absent for a published one
   * @param cursor the position after it
   */
  record Listed(Benchmark benchmark, @Nullable StoredBenchmark stored, Cursor cursor) {}

  /** As many at most after the cursor. */
  List<Listed> list(BenchmarkFilter filter, @Nullable Cursor after, int limit) {
    boolean isBehindOwn = after != null && after.values().getFirst().equals(PUBLISHED);
    if (after != null && !isBehindOwn && !after.values().getFirst().equals(OWN)) {
      throw Cursor.foreign();
    }
    List<Listed> listed = new ArrayList<>();
    if (!isBehindOwn) {
      UUID before = after == null ? NEWEST : after.uuid(1);
      for (StoredBenchmark each : own.list(filter, before, limit)) {
        listed.add(
            new Listed(BenchmarkRules.check(each.document()), each, Cursor.after(OWN, each.id())));
      }
    }
    List<Benchmark> rows = published.rows();
    int from = after != null && isBehindOwn ? after.number(1) + 1 : 0;
    if (from < 0) {
      throw Cursor.foreign();
    }
    for (int i = from; i < rows.size() && listed.size() < limit; i++) {
      if (filter.shows(rows.get(i))) {
        listed.add(new Listed(rows.get(i), null, Cursor.after(PUBLISHED, i)));
      }
    }
    return listed;
  }
}
