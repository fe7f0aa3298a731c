package dev.steadfast.metrics.erasure;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The threads of this process that erase people. Each looks for a job once a second, or at once
 * when one was queued here. A job is never given up: one that fails is taken up again when its
 * lease ends, after others that wait.
 */
@ApplicationScoped
public class ErasureWorkers {
  private static final Logger LOG = Logger.getLogger(ErasureWorkers.class);
  private static final long LOOK_MS = 1_000;
  private static final long MAX_BACK_OFF_MS = 5_000;

  private final AgroalDataSource worker;
  private final ErasureSettings settings;
  private final Clock clock;
  private final Semaphore queued = new Semaphore(0);
  private final List<Thread> threads = new ArrayList<>();

  @Inject
  ErasureWorkers(
      @DataSource("worker") AgroalDataSource worker, ErasureSettings settings, Clock clock) {
    this.worker = worker;
    this.settings = settings;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    for (int i = 0; i < settings.workers(); i++) {
      ErasureJobs jobs = new ErasureJobs(worker, UUID.randomUUID(), settings.lease());
      threads.add(Thread.ofPlatform().name("erasures-" + i).daemon().start(() -> work(jobs)));
    }
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      thread.join(3_000);
    }
  }

  /** Says that there is a job. */
  void wake() {
    queued.release();
  }

  private void work(ErasureJobs jobs) {
    long backOff = 200;
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Optional<ErasureJob> job = jobs.claim();
        if (job.isPresent()) {
          new ErasureRun(job.get(), jobs, settings.step(), clock).run();
          LOG.infof("erasure %s: done", job.get().id());
        } else if (queued.tryAcquire(LOOK_MS, TimeUnit.MILLISECONDS)) {
          queued.drainPermits();
        }
        backOff = 200;
      } catch (LeaseLost e) {
        LOG.info(e.getMessage());
      } catch (InterruptedException e) {
        return;
      } catch (SQLException | RuntimeException e) {
        // Without the message: it may quote the row, and with it the person.
        LOG.warnf("erasures wait %d ms: %s", backOff, e.getClass().getName());
        if (!isSlept(backOff)) {
          return;
        }
        backOff = Math.min(backOff * 2, MAX_BACK_OFF_MS);
      }
    }
  }

  private static boolean isSlept(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }
}
