package dev.steadfast.goals.effect;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.core.measure.Scope;
import dev.steadfast.goals.initiative.Initiative;
import dev.steadfast.goals.initiative.InitiativeRepository;
import dev.steadfast.goals.initiative.InitiativeTerms;
import dev.steadfast.goals.measure.StoredDays;
import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.goals.progress.DayCell;
import dev.steadfast.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Gathers what an initiative is judged by. */
@ApplicationScoped
class MaterialReader {
  /** How many scopes without the initiative are looked at; those with the most days come first. */
  static final int MOST_CONTROLS = 30;

  private final InitiativeRepository initiatives;
  private final StoredDays stored;
  private final Clock clock;

  @Inject
  MaterialReader(InitiativeRepository initiatives, StoredDays stored, Clock clock) {
    this.initiatives = initiatives;
    this.stored = stored;
    this.clock = clock;
  }

  /**
   * What is held of an initiative and its metric.
   *
   * @param until the last day that counts at most; otherwise {@link StudyDays#AFTER} days
   * @throws ProblemException {@code not-found}, or {@code invalid-parameter} for an end before the
   *     start
   */
  @Transactional
  Material read(UUID id, Optional<LocalDate> until) {
    Initiative initiative = initiatives.require(id);
    InitiativeTerms terms = initiative.terms();
    MetricDefinition metric = terms.expected().metric();
    LocalDate start = terms.start();
    if (until.isPresent() && until.get().isBefore(start)) {
      throw ProblemException.invalidParameter("until", "Not before the start " + start + ".");
    }
    LocalDate whole = stored.newestWholeDay(metric, terms.scopes().getFirst(), clock.instant());
    LocalDate asked = until.orElse(start.plusDays(StudyDays.AFTER - 1L));
    LocalDate limit = start.plusDays(StudyDays.LONGEST - 1L);
    LocalDate last = earliest(List.of(whole, asked, limit));
    return new Material(
        id,
        initiative.version(),
        terms,
        last,
        last.isBefore(start) ? Optional.empty() : panel(initiative, terms, last));
  }

  private static LocalDate earliest(Collection<LocalDate> days) {
    return days.stream().min(LocalDate::compareTo).orElseThrow();
  }

  private Optional<Material.Panel> panel(
      Initiative initiative, InitiativeTerms terms, LocalDate last) {
    MetricDefinition metric = terms.expected().metric();
    DateRange looked = new DateRange(terms.start().minusDays(StudyDays.BEFORE), last);
    Map<Scope, double[]> affected = series(metric, terms.scopes(), looked);
    int known = affected.values().stream().mapToInt(MaterialReader::firstKnown).min().orElse(0);
    LocalDate first = looked.from().plusDays(known);
    if (!first.isBefore(terms.start())) {
      return Optional.empty();
    }
    Map<UUID, InitiativeTerms> others = new LinkedHashMap<>();
    initiatives.startingOn(metric, looked.from(), last).stream()
        .filter(other -> !other.id().equals(initiative.id()))
        .forEach(other -> others.put(other.id(), other.terms()));
    StudyDays study =
        StudyDays.of(
            first,
            terms.start(),
            last,
            others.entrySet().stream()
                .filter(each -> terms.scopes().stream().anyMatch(each.getValue()::touches))
                .map(
                    each ->
                        new StudyDays.Began(
                            each.getKey(), each.getValue().title(), each.getValue().start()))
                .toList());
    int skip = (int) (looked.days() - study.days().days());
    affected.replaceAll((scope, values) -> Arrays.copyOfRange(values, skip, values.length));
    return Optional.of(
        new Material.Panel(
            study, affected, controls(terms, study.days(), others.values()), others));
  }

  private Map<Scope, double[]> controls(
      InitiativeTerms terms, DateRange days, Collection<InitiativeTerms> others) {
    MetricDefinition metric = terms.expected().metric();
    var dimensions = terms.scopes().getFirst().values().keySet();
    if (dimensions.isEmpty()) {
      return Map.of();
    }
    List<Scope> untouched =
        stored.scopes(metric, dimensions, days).stream()
            .filter(scope -> !terms.touches(scope))
            .filter(
                scope ->
                    others.stream()
                        .noneMatch(
                            other ->
                                other.touches(scope)
                                    && !other.start().isBefore(days.from())
                                    && !terms.scopes().stream().allMatch(other::covers)))
            .limit(MOST_CONTROLS)
            .toList();
    return series(metric, untouched, days);
  }

  private Map<Scope, double[]> series(MetricDefinition metric, List<Scope> scopes, DateRange days) {
    Map<Scope, List<DayCell>> cells = stored.cells(metric, scopes, days);
    Map<Scope, double[]> series = new LinkedHashMap<>();
    for (Scope scope : scopes) {
      series.put(scope, DailyValues.of(metric, cells.getOrDefault(scope, List.of()), days));
    }
    return series;
  }

  private static int firstKnown(double[] values) {
    int first = 0;
    while (first < values.length && Double.isNaN(values[first])) {
      first++;
    }
    return first;
  }
}
