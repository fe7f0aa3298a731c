package dev.steadfast.goals.effect;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.goals.plan.InitiativeKind;
import dev.steadfast.goals.plan.PastEffect;
import dev.steadfast.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What initiatives of a kind did to a metric in the tenant that calls. What was never measured, or
 * not for a day, is measured when it is asked for, a few at a time, each in short transactions of
 * its own: call it outside of one.
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

  /**
   * What the next one of a kind may do to the metric; a kind of which none could be judged is
   * absent.
   */
  public Map<InitiativeKind, PastEffect> of(MetricDefinition metric) {
    measureDue(metric);
    return measured.byKind(metric);
  }

  /** Measures what is due of a metric, whatever its kind, at most ten. Returns how many. */
  public int measureDue(MetricDefinition metric) {
    return measure(EnumSet.allOf(InitiativeKind.class), metric);
  }

  /**
   * What the next one of a kind may do, in a sentence.
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
    measure(EnumSet.of(kind), metric);
    return measured.of(kind, metric, MOST);
  }

  private int measure(Set<InitiativeKind> kinds, MetricDefinition metric) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    List<UUID> due =
        measured.due(
            kinds,
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
    return due.size();
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
