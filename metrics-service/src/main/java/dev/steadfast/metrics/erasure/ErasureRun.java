package dev.steadfast.metrics.erasure;

import dev.steadfast.metrics.processing.InteractionErasure;
import dev.steadfast.metrics.processing.ProcessorGate;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * One erasure, in transactions that each leave everything consistent. Taken up again it goes on
 * where the last of them ended.
 */
final class ErasureRun {
  private final ErasureJob job;
  private final ErasureJobs jobs;
  private final InteractionErasure erasure;
  private final ErasureNews news;
  private final int step;
  private final Clock clock;
  private boolean isThrough;

  ErasureRun(ErasureJob job, ErasureJobs jobs, ErasureNews news, int step, Clock clock) {
    this.job = job;
    this.jobs = jobs;
    this.news = news;
    this.step = step;
    this.clock = clock;
    this.erasure =
        new InteractionErasure(
            job.tenant(),
            job.kind(),
            job.reference(),
            job.pseudonym(),
            job.mode() == ErasureMode.REMOVE,
            clock);
  }

  void run() throws SQLException {
    search();
    while (!isThrough) {
      goOn();
    }
    finish();
  }

  /** Finds what is to be gone through, unless that was done before a crash. */
  void search() throws SQLException {
    if (job.isSearched()) {
      return;
    }
    // From here on no processor lets the person in, and none is left that has not committed.
    jobs.step(job, ProcessorGate::close);
    jobs.step(job, transaction -> ErasureJobs.search(transaction, job));
  }

  /** Goes through the next interactions. */
  void goOn() throws SQLException {
    jobs.step(job, this::goOn);
  }

  private void goOn(Connection transaction) throws SQLException {
    ProcessorGate.close(transaction);
    List<UUID> next = ErasureJobs.next(transaction, job, step);
    isThrough = next.isEmpty();
    if (!isThrough) {
      InteractionErasure.Counts counts = erasure.apply(transaction, next);
      ErasureJobs.count(transaction, job, counts);
      news.opened(transaction, job, counts.opened());
    }
  }

  /** The rest, and the end. */
  void finish() throws SQLException {
    jobs.step(
        job,
        transaction -> {
          ProcessorGate.close(transaction);
          int cellDays = erasure.removeEmptyCells(transaction);
          RulesOfAgent.rename(transaction, job, clock);
          NameOfAgent.erase(transaction, job);
          Leftovers.Counts left = new Leftovers(job, erasure.pseudonyms()).erase(transaction);
          ErasureJobs.finish(transaction, job, cellDays, left);
          news.done(transaction, job);
        });
  }
}
