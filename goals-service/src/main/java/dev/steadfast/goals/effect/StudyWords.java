package dev.steadfast.goals.effect;

import dev.steadfast.core.effect.EffectAnswer;
import dev.steadfast.core.effect.EffectVerdict;
import dev.steadfast.core.effect.Estimate;
import dev.steadfast.goals.initiative.InitiativeTerms;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A study in plain sentences. */
final class StudyWords {
  private final Study study;
  private final InitiativeTerms terms;
  private final Wording wording;

  private StudyWords(Study study, Wording wording) {
    this.study = study;
    this.terms = study.material().terms();
    this.wording = wording;
  }

  /** What came of it, beside which others, and against what was expected. */
  static String of(Study study) {
    return new StudyWords(study, wording(study)).text();
  }

  /** The words of the metric, in a unit that fits the size of the effect. */
  static Wording wording(Study study) {
    Estimate average = study.together().average();
    InitiativeTerms terms = study.material().terms();
    double size =
        average.isKnown()
            ? Math.max(Math.abs(average.value()), (average.upper() - average.lower()) / 2)
            : terms.expected().amount().orElse(0);
    return Wording.of(terms.expected().metric(), size);
  }

  private String text() {
    List<String> sentences = new ArrayList<>();
    LocalDate start = terms.start();
    if (study.material().last().isBefore(start)) {
      sentences.add("No whole day has passed since the start on %s.".formatted(start));
    }
    sentences.add(wording.summary(study.together()));
    if (terms.scopes().size() > 1) {
      sentences.add(
          "The %d scopes that have it are taken together as their mean."
              .formatted(terms.scopes().size()));
    }
    int others = study.overlapping().size();
    if (others > 0) {
      sentences.add(
          "%s on this metric in these days; only the change at its own start is credited to this one."
              .formatted(
                  others == 1 ? "1 other initiative began" : others + " other initiatives began"));
    }
    expectation(study.together(), sentences);
    return String.join(" ", sentences);
  }

  private void expectation(EffectAnswer answer, List<String> sentences) {
    if (terms.expected().amount().isEmpty() || answer.verdict() == EffectVerdict.CANNOT_TELL) {
      return;
    }
    double expected = terms.expected().amount().getAsDouble();
    boolean inside = answer.average().lower() <= expected && expected <= answer.average().upper();
    sentences.add(
        "Expected were %s, which lies %s the interval."
            .formatted(wording.amount(expected), inside ? "inside" : "outside"));
  }
}
