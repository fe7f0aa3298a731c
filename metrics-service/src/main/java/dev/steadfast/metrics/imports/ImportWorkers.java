package dev.steadfast.metrics.imports;

import dev.steadfast.metrics.intake.Intake;
import dev.steadfast.metrics.job.JobThreads;
import dev.steadfast.metrics.job.LeaseLost;
import dev.steadfast.platform.problem.ProblemException;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;

/**
 * The threads of this process that do imports. What passes, such as PostgreSQL or Kafka being away,
 * is waited for; what cannot pass fails the job with its reason.
 */
@ApplicationScoped
public class ImportWorkers {
  private static final Logger LOG = Logger.getLogger(ImportWorkers.class);

  private final AgroalDataSource worker;
  private final Intake intake;
  private final ImportSettings settings;
  private final JobThreads threads = new JobThreads("imports", Exception::toString);
  private final Clock clock;

  @Inject
  ImportWorkers(
      @DataSource("worker") AgroalDataSource worker,
      Intake intake,
      ImportSettings settings,
      Clock clock) {
    this.clock = clock;
    this.worker = worker;
    this.intake = intake;
    this.settings = settings;
  }

  void start(@Observes StartupEvent event) {
    threads.start(
        settings.workers(),
        () -> {
          // A name of its own for each thread: a thread takes up at once what it left itself.
          ImportJobs jobs = new ImportJobs(worker, UUID.randomUUID(), settings.lease(), clock);
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

  private boolean doNext(ImportJobs jobs) throws SQLException, IOException, InterruptedException {
    Optional<ImportJob> job = jobs.claim();
    if (job.isPresent()) {
      run(jobs, job.get());
    }
    return job.isPresent();
  }

  private void run(ImportJobs jobs, ImportJob job)
      throws SQLException, IOException, InterruptedException {
    LOG.infof("import %s: from row %d on", job.id(), job.reached().rowsRead() + 1);
    try {
      new ImportRun(job, jobs, intake, settings).run();
      LOG.infof("import %s: done", job.id());
    } catch (LeaseLost | InterruptedException e) {
      throw e;
    } catch (SQLException | IOException | RuntimeException e) {
      if (isPassing(e)) {
        throw e;
      }
      LOG.errorf(e, "import %s: failed", job.id());
      jobs.fail(job, reason(e));
    }
  }

  private static boolean isPassing(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RetriableException
          || cause instanceof SQLException sql && !isOurFault(sql)
          || cause instanceof InterruptedException
          || cause instanceof ProblemException problem && problem.code().status() == 503) {
        return true;
      }
    }
    return false;
  }

  /** Bad data (22), a broken constraint (23), bad SQL (42): it would be the same the next time. */
  private static boolean isOurFault(SQLException failure) {
    String state = failure.getSQLState();
    return state != null
        && (state.startsWith("22") || state.startsWith("23") || state.startsWith("42"));
  }

  private static String reason(Exception failure) {
    if (failure instanceof ProblemException && failure.getMessage() != null) {
      return failure.getMessage();
    }
    return failure instanceof UncheckedIOException || failure instanceof IOException
        ? "The stored file or its events cannot be read; the log says why."
        : "Something failed on our side; the log says why.";
  }
}
