package dev.steadfast.goals.effect;

import dev.steadfast.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/**
 * Measures what came of initiatives. Outside of a transaction it holds none while it calculates.
 */
@ApplicationScoped
class InitiativeEffects {
  private final MaterialReader reader;
  private final MeasuredEffects measured;
  private final Clock clock;

  @Inject
  InitiativeEffects(MaterialReader reader, MeasuredEffects measured, Clock clock) {
    this.reader = reader;
    this.measured = measured;
    this.clock = clock;
  }

  /** A study and when it was made. */
  record Dated(Study study, OffsetDateTime at) {}

  /**
   * What came of an initiative; kept unless somebody asked for other days than usual.
   *
   * @param until the last day that counts at most
   * @throws ProblemException {@code not-found} or {@code invalid-parameter}
   */
  Dated measure(UUID id, Optional<LocalDate> until) {
    OffsetDateTime at = clock.instant().atOffset(ZoneOffset.UTC);
    Study study = Study.of(reader.read(id, until));
    if (until.isEmpty()) {
      measured.store(study, at);
    }
    return new Dated(study, at);
  }
}
