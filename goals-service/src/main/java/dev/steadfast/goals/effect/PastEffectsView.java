package dev.steadfast.goals.effect;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.goals.plan.InitiativeKind;
import dev.steadfast.goals.plan.PastEffect;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What initiatives of a kind did to a metric so far. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "PastEffects")
record PastEffectsView(
    String kind,
    String metric,
    String unit,
    @Schema(description = "What the next one may do; absent where none could be judged.")
        @Nullable NextView next,
    String summary,
    List<MeasuredView> effects) {

  /** What the next one may do. */
  @Schema(name = "NextEffect")
  record NextView(
      @Schema(description = "For an average day, in the unit of the metric.") double mean,
      @Schema(description = "Standard deviation of what the next one does.") double sd,
      @Schema(description = "How many could be judged.") int n) {}

  /** What was measured of one. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "MeasuredEffect")
  record MeasuredView(
      UUID initiative,
      String title,
      LocalDate start,
      @Schema(enumeration = {"raised", "lowered", "no-effect-found", "cannot-tell"}) String verdict,
      EffectView.@Nullable EstimateView average,
      OffsetDateTime measuredAt) {
    static MeasuredView of(MeasuredEffect effect) {
      return new MeasuredView(
          effect.initiative(),
          effect.title(),
          effect.start(),
          effect.verdict(),
          effect
              .effect()
              .map(each -> new EffectView.EstimateView(each.effect(), each.lower(), each.upper()))
              .orElse(null),
          effect.measuredAt());
    }
  }

  static PastEffectsView of(
      InitiativeKind kind, MetricDefinition metric, List<MeasuredEffect> effects) {
    Optional<PastEffect> together = PastEffects.together(effects);
    return new PastEffectsView(
        kind.code(),
        metric.key(),
        metric.unit(),
        together.map(past -> new NextView(past.mean(), past.sd(), past.n())).orElse(null),
        together
            .map(past -> PastEffects.words(kind, metric, past))
            .orElse(
                "No initiative of the kind %s on %s could be judged yet."
                    .formatted(kind.words(), metric.key())),
        effects.stream().map(MeasuredView::of).toList());
  }
}
