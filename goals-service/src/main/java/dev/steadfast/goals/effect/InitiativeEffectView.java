package dev.steadfast.goals.effect;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.goals.initiative.InitiativeTerms;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What came of an initiative. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "InitiativeEffect")
record InitiativeEffectView(
    UUID initiative,
    @Schema(description = "What, how sure, why, and what would change it, in plain sentences.")
        String summary,
    String metric,
    @Schema(enumeration = {"ms", "percent", "count"}) String unit,
    @Schema(description = "How the observations of a day become its value.") String aggregation,
    @Schema(description = "The first day that is looked at.") LocalDate from,
    @Schema(description = "The first day that counts.") LocalDate start,
    @Schema(description = "The last day that counts; the values end with it.") LocalDate to,
    @Schema(
            description =
                "One for each day from the first to the last, null for a day without: of the scope, or the mean of"
                    + " several, each moved to their common level before the start.")
        List<@Nullable Double> values,
    EffectView effect,
    @Schema(
            description =
                "The scopes without it that it is compared with, in the order of the effect's weights.")
        List<Map<String, String>> controls,
    @Schema(
            description =
                "Other initiatives on this metric and scope that began in these days. Each is credited with what"
                    + " changed when it began.")
        List<OverlappingView> overlapping,
    @Schema(description = "Each scope for itself, where there are several.")
        List<ScopeEffectView> scopes,
    OffsetDateTime measuredAt) {

  /** Another initiative in the same days. */
  @Schema(name = "OverlappingInitiative")
  record OverlappingView(UUID id, String title, LocalDate start) {}

  /** What came of it in one scope. */
  @Schema(name = "ScopeEffect")
  record ScopeEffectView(Map<String, String> scope, EffectView effect) {}

  static InitiativeEffectView of(InitiativeEffects.Dated dated) {
    Study study = dated.study();
    InitiativeTerms terms = study.material().terms();
    MetricDefinition metric = terms.expected().metric();
    Wording wording = StudyWords.wording(study);
    return new InitiativeEffectView(
        study.material().id(),
        StudyWords.of(study),
        metric.key(),
        metric.unit(),
        metric.defaultAggregation().code(),
        study.from(),
        terms.start(),
        study.material().last(),
        EffectView.values(study.values()),
        EffectView.of(study.together(), wording.summary(study.together())),
        study.controls().stream().map(scope -> scope.values()).toList(),
        study.overlapping().stream()
            .map(other -> new OverlappingView(other.id(), other.title(), other.start()))
            .toList(),
        study.each().entrySet().stream()
            .map(
                each ->
                    new ScopeEffectView(
                        each.getKey().values(),
                        EffectView.of(each.getValue(), wording.summary(each.getValue()))))
            .toList(),
        dated.at());
  }
}
