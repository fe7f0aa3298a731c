package dev.steadfast.metrics.imports;

/**
 * How far an import is. Rows read are the good, the bad and the blank ones; those without an event
 * are good.
 *
 * @param errorsListed how many of the errors are kept
 */
public record Tally(
    long rowsRead,
    long rowsGood,
    long rowsBad,
    long rowsBlank,
    long rowsWithoutEvent,
    long eventsMade,
    long eventsAccepted,
    long eventsRejected,
    long errorsTotal,
    int errorsListed) {

  /** The tally after all of a part of the file. */
  Tally plus(Tally part) {
    return new Tally(
        rowsRead + part.rowsRead,
        rowsGood + part.rowsGood,
        rowsBad + part.rowsBad,
        rowsBlank + part.rowsBlank,
        rowsWithoutEvent + part.rowsWithoutEvent,
        eventsMade + part.eventsMade,
        eventsAccepted + part.eventsAccepted,
        eventsRejected + part.eventsRejected,
        errorsTotal + part.errorsTotal,
        errorsListed + part.errorsListed);
  }

  static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** The tally of what became of a batch of events. */
  static Tally ofEvents(int made, int accepted, int rejected, int errors, int listed) {
    return new Tally(0, 0, 0, 0, 0, made, accepted, rejected, errors, listed);
  }
}
