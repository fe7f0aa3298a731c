package dev.steadfast.goals.effect;

import dev.steadfast.core.measure.Scope;
import dev.steadfast.goals.initiative.InitiativeTerms;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What the service holds about an initiative and its metric, for a study.
 *
 * @param version of the initiative
 * @param last the last day that counts; before the start where no whole day has passed since
 * @param panel empty where no day before the start has a value, or none after it has passed
 */
record Material(
    UUID id, long version, InitiativeTerms terms, LocalDate last, Optional<Panel> panel) {

  /**
   * The series of a study, each of as many values as the study has days.
   *
   * @param affected scopes that have the initiative
   * @param controls scopes of the same dimensions that have nothing of the kind
   * @param others terms of those that began in these days, by id
   */
  record Panel(
      StudyDays study,
      Map<Scope, double[]> affected,
      Map<Scope, double[]> controls,
      Map<UUID, InitiativeTerms> others) {

    /** The others that touch one of those scopes, oldest first. */
    List<StudyDays.Began> touching(List<Scope> scopes) {
      return study.others().stream()
          .filter(
              other -> {
                InitiativeTerms theirs = others.get(other.id());
                return theirs != null && scopes.stream().anyMatch(theirs::touches);
              })
          .toList();
    }
  }
}
