package dev.steadfast.metrics.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.metrics.arrival.Rejections.Refused;
import dev.steadfast.metrics.arrival.Source;
import dev.steadfast.metrics.imports.RowTranslator.Outcome;
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
  private static final int BATCH_BYTES = 1 << 20;
  private static final int BATCH_ROWS = 20_000;
  private static final int BATCH_FAULTS = 1_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ImportJob job;
  private final ImportJobs jobs;
  private final Intake intake;
  private final ImportSettings settings;
  private final Mapping mapping;
  private final List<RowFault> unlisted = new ArrayList<>();
  private final Map<Refused, Long> uncounted = new HashMap<>();
  private Tally reached;
  private long keptAt = System.nanoTime();

  ImportRun(ImportJob job, ImportJobs jobs, Intake intake, ImportSettings settings)
      throws IOException {
    this.job = job;
    this.jobs = jobs;
    this.intake = intake;
    this.settings = settings;
    this.mapping = MappingReader.read(JSON.readTree(job.mapping()));
    this.reached = job.reached();
  }

  /** A part of the file, translated. */
  private record Batch(EventJson events, Tally rows, List<RowFault> faults) {}

  /**
   * Does the job to its end.
   *
   * @throws LeaseLost if another process has it now
   */
  void run() throws IOException, SQLException, InterruptedException {
    try (CsvRows rows = new CsvRows(Unpacking.open(jobs.file(job), settings.limits()), mapping);
        ExecutorService sender = Executors.newVirtualThreadPerTaskExecutor()) {
      RowTranslator translator = new RowTranslator(mapping, settings.rememberedKeys());
      passOver(rows, translator);
      Future<?> sending = null;
      for (Batch batch = next(rows, translator); batch != null; batch = next(rows, translator)) {
        await(sending);
        Batch made = batch;
        sending =
            sender.submit(
                () -> {
                  send(made);
                  return null;
                });
      }
      await(sending);
    }
    jobs.finish(job, reached, unlisted, uncounted);
  }

  /** What earlier rows said of their keys must be known again. */
  private void passOver(CsvRows rows, RowTranslator translator) throws SQLException {
    Faults known = new Faults(mapping.slots().columns());
    for (long row = 1; row <= job.reached().rowsRead() && rows.next(); row++) {
      translator.translate(rows.row(), rows.width(), null, known);
      known.take();
      if (row % 10_000 == 0 && isTimeToKeep()) {
        jobs.keep(job);
        keptAt = System.nanoTime();
      }
    }
  }

  private @Nullable Batch next(CsvRows rows, RowTranslator translator) {
    EventJson events = new EventJson(mapping);
    Faults faults = new Faults(mapping.slots().columns());
    RowCount count = new RowCount();
    while (events.size() < settings.batchEvents()
        && events.roughBytes() < BATCH_BYTES
        && count.read < BATCH_ROWS
        && faults.size() < BATCH_FAULTS
        && rows.next()) {
      count.add(translator.translate(rows.row(), rows.width(), events, faults));
    }
    return count.read == 0 ? null : new Batch(events, count.tally(), faults.take());
  }

  private void send(Batch batch) throws IOException, SQLException {
    int made = batch.events().size();
    Receipt receipt =
        made == 0
            ? new Receipt(0, List.of())
            : intake.accept(job.tenant(), batch.events().finish(), job.keepsTexts());
    List<RowFault> faults = new ArrayList<>(batch.faults());
    Source source = new Source(mapping.source(), mapping.system());
    if (batch.rows().rowsBad() > 0) {
      uncounted.merge(new Refused(source, ""), batch.rows().rowsBad(), Long::sum);
    }
    for (Rejection rejection : receipt.rejected()) {
      uncounted.merge(new Refused(source, rejection.errors().getFirst().pointer()), 1L, Long::sum);
      faults.addAll(faultsOf(rejection, batch.events().origins().get(rejection.position())));
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

  private static List<RowFault> faultsOf(Rejection rejection, EventJson.Origin origin) {
    List<RowFault> faults = new ArrayList<>();
    for (FieldError error : rejection.errors()) {
      faults.add(
          new RowFault(
              origin.line(),
              origin.row(),
              null,
              "The event of "
                  + origin.rule()
                  + " was refused: "
                  + error.pointer()
                  + " "
                  + error.detail(),
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

  /** Counts the rows of a batch. */
  private static final class RowCount {
    private int read;
    private int bad;
    private int blank;
    private int withoutEvent;

    void add(Outcome outcome) {
      read++;
      switch (outcome) {
        case GOOD -> {}
        case WITHOUT_EVENT -> withoutEvent++;
        case BLANK -> blank++;
        case BAD -> bad++;
      }
    }

    Tally tally() {
      return new Tally(read, read - bad - blank, bad, blank, withoutEvent, 0, 0, 0, 0, 0);
    }
  }
}
