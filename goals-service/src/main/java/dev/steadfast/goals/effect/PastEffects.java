package dev.steadfast.goals.effect;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.goals.initiative.InitiativeKind;
import dev.steadfast.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What initiatives of a kind did to a metric in the tenant that calls. What was never measured, or
 * not for a day, is measured when it is asked for, a few at a time.
 */
@ApplicationScoped
public class PastEffects {
  private static final int DAYS_TO_JUDGE = 14;
  private static final Duration FRESH = Duration.ofDays(1);
  private static final int AT_A_TIME = 10;
  private static final int MOST = 200;

  private final MeasuredEffects measured;
  private final InitiativeEffects effects;
  private final Clock clock;

  @Inject
  PastEffects(MeasuredEffects measured, InitiativeEffects effects, Clock clock) {
    this.measured = measured;
    this.effects = effects;
    this.clock = clock;
  }

  /** What the next one of that kind may do to the metric, or empty where none could be judged. */
  public Optional<PastEffect> of(InitiativeKind kind, MetricDefinition metric) {
    return together(all(kind, metric));
  }

  /**
   * The same in a sentence.
   *
   * @param past as {@link #of} said
   */
  public static String words(InitiativeKind kind, MetricDefinition metric, PastEffect past) {
    Wording wording =
        Wording.of(metric, Math.max(Math.abs(past.mean()), PastEffect.WIDTH * past.sd()));
    return "With %s of the kind %s, %s changed by %s on an average day; with the next one, %s to %s are to be expected (95 %%). This is association in time, not proof of cause."
        .formatted(
            past.n() == 1 ? "1 initiative" : past.n() + " initiatives",
            kind.words(),
            wording.inSentence(),
            wording.amount(past.mean()),
            wording.amount(past.mean() - PastEffect.WIDTH * past.sd()),
            wording.amount(past.mean() + PastEffect.WIDTH * past.sd()));
  }

  /** What is held after measuring what is due; the newest 200 starts. */
  List<MeasuredEffect> all(InitiativeKind kind, MetricDefinition metric) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    List<UUID> due =
        measured.due(
            kind,
            metric,
            today.minusDays(DAYS_TO_JUDGE),
            clock.instant().minus(FRESH).atOffset(ZoneOffset.UTC),
            AT_A_TIME);
    for (UUID id : due) {
      try {
        effects.measure(id, Optional.empty());
      } catch (ProblemException gone) {
        // deleted since it was found due
      }
    }
    return measured.of(kind, metric, MOST);
  }

  /** The effects that could be told, taken together; empty where there is none. */
  static Optional<PastEffect> together(List<MeasuredEffect> effects) {
    List<PastEffect.Measured> known =
        effects.stream()
            .flatMap(each -> each.effect().stream())
            .filter(each -> each.upper() > each.lower())
            .toList();
    return known.isEmpty() ? Optional.empty() : Optional.of(PastEffect.of(known));
  }
}
