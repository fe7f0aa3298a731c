package dev.steadfast.metrics.check;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.metrics.job.JobThreads;
import dev.steadfast.platform.access.ActingTenant;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The threads of this process that check cells. A check that fails is taken up again when its lease
 * ends, a few times.
 */
@ApplicationScoped
public class CheckWorkers {
  private static final Logger LOG = Logger.getLogger(CheckWorkers.class);
  private static final int MOST_ATTEMPTS = 5;

  private final AgroalDataSource worker;
  private final CheckSettings settings;
  private final CellChecks checks;
  private final ActingTenant acting;
  private final ObjectMapper json;
  private final JobThreads threads = new JobThreads("checks", Exception::toString);

  @Inject
  CheckWorkers(
      @DataSource("worker") AgroalDataSource worker,
      CheckSettings settings,
      CellChecks checks,
      ActingTenant acting,
      ObjectMapper json) {
    this.worker = worker;
    this.settings = settings;
    this.checks = checks;
    this.acting = acting;
    this.json = json;
  }

  void start(@Observes StartupEvent event) {
    if (settings.cells() < 1 || settings.encounters() < 1) {
      throw new IllegalArgumentException("steadfast.checks.cells and .encounters are 1 at least");
    }
    threads.start(
        settings.workers(),
        () -> {
          CheckJobs jobs = new CheckJobs(worker, settings.lease(), json);
          return () -> doNext(jobs);
        });
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    threads.stop();
  }

  /** Says that there is a check. */
  void wake() {
    threads.wake();
  }

  private boolean doNext(CheckJobs jobs) throws SQLException {
    Optional<CheckJob> next = jobs.claim();
    if (next.isPresent()) {
      CheckJob job = next.get();
      if (job.attempts() > MOST_ATTEMPTS) {
        jobs.fail(job, "It was given up after " + MOST_ATTEMPTS + " attempts.");
        LOG.errorf("check %s was given up", job.id());
      } else {
        CheckRun run = new CheckRun(job, jobs, checks, settings);
        acting.does(job.tenant(), "checks", run::run);
        LOG.infof("check %s: done", job.id());
      }
    }
    return next.isPresent();
  }
}
