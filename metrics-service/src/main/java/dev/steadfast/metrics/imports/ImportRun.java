package dev.steadfast.metrics.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.metrics.arrival.Rejections.Refused;
import dev.steadfast.metrics.arrival.Source;
import dev.steadfast.metrics.imports.Batches.Batch;
import dev.steadfast.metrics.intake.Intake;
import dev.steadfast.metrics.intake.Receipt;
import dev.steadfast.metrics.intake.Rejection;
import dev.steadfast.metrics.job.LeaseLost;
import dev.steadfast.platform.problem.FieldError;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Does one job: reads the file from its beginning, passes over what is done, and sends the rest in
 * batches. While one batch is sent the next is made. What is reached is kept about once a second,
 * at the end of a batch.
 */
final class ImportRun {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ImportJob job;
  private final ImportJobs jobs;
  private final Intake intake;
  private final ImportSettings settings;
  private final List<RowFault> unlisted = new ArrayList<>();
  private final Map<Refused, Long> uncounted = new HashMap<>();
  private Tally reached;
  private long keptAt = System.nanoTime();

  ImportRun(ImportJob job, ImportJobs jobs, Intake intake, ImportSettings settings) {
    this.job = job;
    this.jobs = jobs;
    this.intake = intake;
    this.settings = settings;
    this.reached = job.reached();
  }

  /**
   * Does the job to its end.
   *
   * @throws LeaseLost if another process has it now
   */
  void run() throws IOException, SQLException, InterruptedException {
    try (Batches batches = open();
        ExecutorService sender = Executors.newVirtualThreadPerTaskExecutor()) {
      batches.passOver(job.reached().rowsRead(), this::beat);
      Future<?> sending = null;
      for (Batch batch = batches.next(); batch != null; batch = batches.next()) {
        await(sending);
        Batch made = batch;
        sending =
            sender.submit(
                () -> {
                  send(made, batches.source());
                  return null;
                });
      }
      await(sending);
    }
    jobs.finish(job, reached, unlisted, uncounted);
  }

  private Batches open() throws IOException {
    Unpacking text = Unpacking.open(jobs.file(job), settings.limits());
    return switch (job.format()) {
      case CSV -> new CsvBatches(text, MappingReader.read(JSON.readTree(job.mapping())), settings);
      case NDJSON -> new LineBatches(text, settings);
    };
  }

  private void beat(long row) throws SQLException {
    if (row % 10_000 == 0 && isTimeToKeep()) {
      jobs.keep(job);
      keptAt = System.nanoTime();
    }
  }

  private void send(Batch batch, Source unread) throws IOException, SQLException {
    int made = batch.events().size();
    Receipt receipt = made == 0 ? new Receipt(0, List.of()) : batch.events().send(intake, job);
    List<RowFault> faults = new ArrayList<>(batch.faults());
    if (batch.rows().rowsBad() > 0) {
      uncounted.merge(new Refused(unread, ""), batch.rows().rowsBad(), Long::sum);
    }
    for (Rejection rejection : receipt.rejected()) {
      uncounted.merge(
          new Refused(
              batch.events().source(rejection.position()), rejection.errors().getFirst().pointer()),
          1L,
          Long::sum);
      faults.addAll(faultsOf(rejection, batch.events().origin(rejection.position())));
    }
    int room = Math.max(0, settings.maxListedErrors() - reached.errorsListed());
    List<RowFault> listed = faults.subList(0, Math.min(room, faults.size()));
    unlisted.addAll(listed);
    reached =
        reached
            .plus(batch.rows())
            .plus(
                Tally.ofEvents(
                    made,
                    receipt.accepted(),
                    receipt.rejected().size(),
                    faults.size(),
                    listed.size()));
    if (isTimeToKeep()) {
      jobs.checkpoint(job, reached, unlisted, uncounted);
      unlisted.clear();
      uncounted.clear();
      keptAt = System.nanoTime();
    }
  }

  private boolean isTimeToKeep() {
    return System.nanoTime() - keptAt >= settings.checkpoint().toNanos();
  }

  private static List<RowFault> faultsOf(Rejection rejection, MadeEvents.Origin origin) {
    List<RowFault> faults = new ArrayList<>();
    for (FieldError error : rejection.errors()) {
      faults.add(
          new RowFault(
              origin.line(),
              origin.row(),
              null,
              origin.what() + " was refused: " + error.pointer() + " " + error.detail(),
              rejection.id()));
    }
    return faults;
  }

  private static void await(@Nullable Future<?> sending)
      throws IOException, SQLException, InterruptedException {
    if (sending == null) {
      return;
    }
    try {
      sending.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException cause -> throw cause;
        case SQLException cause -> throw cause;
        case RuntimeException cause -> throw cause;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }
}
