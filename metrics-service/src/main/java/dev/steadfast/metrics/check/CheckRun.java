package dev.steadfast.metrics.check;

import dev.steadfast.metrics.job.LeaseLost;
import dev.steadfast.metrics.processing.CellCheck;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * One check, part by part. Taken up again it goes on with the part that was left. While the
 * database sorts nothing is told for long, so that another thread gives the signs of life.
 */
final class CheckRun {
  private static final Logger LOG = Logger.getLogger(CheckRun.class);
  private static final Duration TIMEOUT = Duration.ofHours(12);

  private final CheckJob job;
  private final CheckJobs jobs;
  private final CellChecks checks;
  private final CheckSettings settings;
  private final AtomicLong events = new AtomicLong();
  private final AtomicBoolean isLost = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);

  CheckRun(CheckJob job, CheckJobs jobs, CellChecks checks, CheckSettings settings) {
    this.job = job;
    this.jobs = jobs;
    this.checks = checks;
    this.settings = settings;
  }

  /** Runs it as the tenant that it belongs to. */
  void run() throws SQLException {
    Thread.ofVirtual().name("check-" + job.id()).start(this::live);
    try {
      CheckJob.Parts parts = parts();
      CheckView found = job.found().orElse(null);
      for (int done = job.done(); done < parts.all(); done++) {
        CheckView more = check(parts, done);
        found = found == null ? more : found.and(more);
        jobs.found(job, done + 1, found);
      }
      jobs.finish(job);
    } finally {
      ended.countDown();
    }
  }

  private CheckJob.Parts parts() throws SQLException {
    if (job.parts().isPresent()) {
      return job.parts().get();
    }
    CheckJob.Parts parts = checks.plan(job, settings.cells());
    jobs.plan(job, parts);
    return parts;
  }

  private CheckView check(CheckJob.Parts parts, int index) {
    events.set(0);
    Set<String> together = checks.together(job.metrics());
    if (index >= parts.alone()) {
      CellCheck.Part part =
          new CellCheck.Part(index - parts.alone(), parts.together(), settings.encounters());
      return checks.check(together, part, TIMEOUT, snapshot -> {}, this::reached);
    }
    Set<String> alone = new TreeSet<>(job.metrics());
    alone.removeAll(together);
    CellCheck.Part part = new CellCheck.Part(index, parts.alone(), 0);
    return checks.check(alone, part, TIMEOUT, snapshot -> {}, this::reached);
  }

  private void reached(long read) {
    if (isLost.get()) {
      throw new LeaseLost("check", job.id());
    }
    events.set(read);
  }

  /** A failure to renew the lease is no loss as long as it has not run out. */
  private void live() {
    long renewed = System.nanoTime();
    while (!isLost.get() && !hasEnded()) {
      try {
        jobs.reached(job, events.get());
        renewed = System.nanoTime();
      } catch (LeaseLost | SQLException e) {
        LOG.infof("check %s gives no sign of life: %s", job.id(), e.getMessage());
        boolean isOver = System.nanoTime() - renewed > settings.lease().toNanos();
        isLost.set(isOver || e instanceof LeaseLost);
      }
    }
  }

  /** Waits a part of the lease for it. */
  private boolean hasEnded() {
    try {
      return ended.await(settings.lease().toMillis() / 3, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
