package dev.steadfast.metrics.erasure;

import dev.steadfast.metrics.job.JobThreads;
import dev.steadfast.platform.outbox.Outbox;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * The threads of this process that erase people. A job is never given up: one that fails is taken
 * up again when its lease ends, after others that wait.
 */
@ApplicationScoped
public class ErasureWorkers {
  private static final Logger LOG = Logger.getLogger(ErasureWorkers.class);

  private final AgroalDataSource worker;
  private final ErasureSettings settings;
  private final ErasureNews news;
  private final Clock clock;
  // Without the message of a failure: it may quote the row, and with it the person.
  private final JobThreads threads = new JobThreads("erasures", e -> e.getClass().getName());

  @Inject
  ErasureWorkers(
      @DataSource("worker") AgroalDataSource worker,
      ErasureSettings settings,
      Outbox outbox,
      Clock clock) {
    this.worker = worker;
    this.settings = settings;
    this.news = new ErasureNews(outbox);
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    threads.start(
        settings.workers(),
        () -> {
          ErasureJobs jobs = new ErasureJobs(worker, UUID.randomUUID(), settings.lease());
          return () -> doNext(jobs);
        });
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    threads.stop();
  }

  /** Says that there is a job. */
  void wake() {
    threads.wake();
  }

  private boolean doNext(ErasureJobs jobs) throws SQLException {
    Optional<ErasureJob> job = jobs.claim();
    if (job.isPresent()) {
      new ErasureRun(job.get(), jobs, news, settings.step(), clock).run();
      LOG.infof("erasure %s: done", job.get().id());
    }
    return job.isPresent();
  }
}
