package dev.steadfast.metrics.job;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The threads of this process that do one kind of job. Each looks for one once a second, or at once
 * when one was queued here; after a failure it waits, longer each time.
 */
public final class JobThreads {
  private static final Logger LOG = Logger.getLogger(JobThreads.class);
  private static final long LOOK_MS = 1_000;
  private static final long FIRST_BACK_OFF_MS = 200;
  private static final long MAX_BACK_OFF_MS = 5_000;
  private static final long END_MS = 3_000;

  private final String name;
  private final Function<Exception, String> told;
  private final Semaphore queued = new Semaphore(0);
  private final List<Thread> threads = new ArrayList<>();

  /** What a thread does over and over. */
  @FunctionalInterface
  public interface Work {
    /**
     * Does the next job.
     *
     * @return false if there is none
     */
    boolean doNext() throws SQLException, IOException, InterruptedException;
  }

  /**
   * @param name of the kind, for threads and the log
   * @param told what the log may say of a failure
   */
  public JobThreads(String name, Function<Exception, String> told) {
    this.name = name;
    this.told = told;
  }

  /**
   * Starts them.
   *
   * @param count 0 leaves the jobs to other replicas
   * @param work made once for each thread, so that each may have a name of its own
   */
  public void start(int count, Supplier<Work> work) {
    for (int i = 0; i < count; i++) {
      Work own = work.get();
      threads.add(Thread.ofPlatform().name(name + "-" + i).daemon().start(() -> repeat(own)));
    }
  }

  /** Interrupts them and waits a little. */
  public void stop() throws InterruptedException {
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      thread.join(END_MS);
    }
  }

  /** Says that there is a job. */
  public void wake() {
    queued.release();
  }

  private void repeat(Work work) {
    long backOff = FIRST_BACK_OFF_MS;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        try {
          if (!work.doNext() && queued.tryAcquire(LOOK_MS, TimeUnit.MILLISECONDS)) {
            queued.drainPermits();
          }
          backOff = FIRST_BACK_OFF_MS;
        } catch (LeaseLost e) {
          LOG.info(e.getMessage());
        } catch (SQLException | IOException | RuntimeException e) {
          LOG.warnf("%s wait %d ms: %s", name, backOff, told.apply(e));
          Thread.sleep(backOff);
          backOff = Math.min(backOff * 2, MAX_BACK_OFF_MS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
