package dev.steadfast.bench.kernel;

import dev.steadfast.bench.querying.ScriptReader;
import dev.steadfast.bench.workload.HelpdeskYear;
import dev.steadfast.metrics.timeline.Circumstances;
import dev.steadfast.metrics.timeline.Fold;
import dev.steadfast.metrics.timeline.Happening;
import dev.steadfast.metrics.timeline.Happening.AuthorKind;
import dev.steadfast.metrics.timeline.Happening.Status;
import dev.steadfast.metrics.timeline.Measures;
import dev.steadfast.metrics.timeline.Rules;
import dev.steadfast.metrics.timeline.Timeline;
import dev.steadfast.metrics.timeline.TimelineEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From the events of an interaction, in any order, to all of its measures; beside a plain sort with
 * a comparator and a stream each for two of them, the first response time and the resolution time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FoldBenchmark {
  private static final Circumstances NOW = Circumstances.of(Rules.NONE, Long.MAX_VALUE);

  private static final Comparator<TimelineEvent> ORDER =
      Comparator.comparingLong(TimelineEvent::at)
          .thenComparingInt(TimelineEvent::rank)
          .thenComparing(TimelineEvent::source)
          .thenComparing(TimelineEvent::id);

  /** A usual interaction, and a long one. */
  @Param({"8", "60"})
  public int events;

  private List<TimelineEvent> shuffled = List.of();

  @Setup(Level.Trial)
  public void prepare() {
    Timeline timeline = ScriptReader.timeline(HelpdeskYear.conversation(events, 9));
    shuffled = new ArrayList<>(timeline.events());
    Collections.shuffle(shuffled, new Random(9));
    Measures measures = foldOurs();
    long plain = foldPlain();
    long ours =
        measures.observations().stream()
            .filter(
                one ->
                    one.metric().key().equals("first-response-time")
                        || one.metric().key().equals("resolution-time"))
            .mapToLong(one -> one.value())
            .sum();
    if (timeline.size() != events || ours != plain) {
      throw new IllegalStateException(ours + " instead of " + plain);
    }
  }

  @Benchmark
  public Measures foldOurs() {
    return Fold.of(Timeline.of(shuffled), NOW);
  }

  @Benchmark
  public long foldPlain() {
    List<TimelineEvent> sorted = new ArrayList<>(shuffled);
    sorted.sort(ORDER);
    long opened =
        sorted.stream()
            .filter(event -> event.happening() instanceof Happening.Opened)
            .mapToLong(TimelineEvent::at)
            .findFirst()
            .orElseThrow();
    long answered =
        sorted.stream()
            .filter(
                event ->
                    event.happening() instanceof Happening.Message message
                        && message.author() == AuthorKind.AGENT
                        && message.isPublic())
            .mapToLong(TimelineEvent::at)
            .findFirst()
            .orElse(opened);
    long resolved =
        sorted.stream()
            .filter(
                event ->
                    event.happening() instanceof Happening.StatusChanged changed
                        && changed.to() == Status.RESOLVED)
            .mapToLong(TimelineEvent::at)
            .reduce((before, last) -> last)
            .orElse(opened);
    return answered - opened + resolved - opened;
  }
}
