package dev.steadfast.goals.initiative;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steadfast.goals.goal.Amount;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An initiative as people write it. Checked by {@link InitiativeRules}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "InitiativeRequest",
    requiredProperties = {"title", "kind", "start", "expectedEffect"},
    examples = InitiativeRequest.EXAMPLE)
record InitiativeRequest(
    @Schema(minLength = 1, maxLength = 200) @Nullable String title,
    @Schema(maxLength = 4000) @Nullable String description,
    @Schema(
            enumeration = {
              "training",
              "process",
              "tooling",
              "staffing",
              "content",
              "proactive-outreach",
              "other"
            })
        @Nullable String kind,
    @Schema(
            description =
                "The first day that it can have acted, of the tenant's reporting zone. Effects are counted from"
                    + " it.")
        @Nullable LocalDate start,
    @Schema(
            description =
                "The last day that it is worked on; it decides the status and nothing else. What it changed is taken to last:"
                    + " the odds count on it and its effect is measured beyond this day. For something that ends, such as a"
                    + " campaign, ask for the effect until that day.")
        @Nullable LocalDate end,
    @Schema(
            description =
                "Who has it: 1 to 20 scopes of the same dimensions; the whole organisation unless given. Teams that"
                    + " are not named here are what it is compared with.",
            minItems = 1,
            maxItems = 20)
        @Nullable List<@Nullable Map<String, @Nullable String>> scopes,
    @Nullable EffectPart expectedEffect,
    @Schema(description = "Ids of goals that it is for.", maxItems = 20)
        @Nullable List<@Nullable UUID> goals) {

  static final String EXAMPLE =
      """
      {"title": "Macros for refunds", "kind": "tooling", "start": "2026-10-05", "scopes": [{"team": "billing"}],
       "expectedEffect": {"metric": "resolution-time", "amount": "-PT4H", "uncertainty": "PT2H"}}
      """;

  /** Which metric it should move. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "ExpectedEffect",
      requiredProperties = "metric",
      description =
          "The metric it should move, and by how much on an average day: negative for less. Without an amount,"
              + " odds count on what initiatives of this kind did before, once that could be measured. From the start on they"
              + " count on less each day, until after three weeks the data show all of it.")
  record EffectPart(
      @Schema(examples = "resolution-time") @Nullable String metric,
      @Schema(description = "The version of its definition; the newest by default.")
          @Nullable Integer version,
      @Schema(examples = "\"-PT4H\"", description = "In the metric's unit; not 0.")
          @Nullable Amount amount,
      @Schema(
              examples = "\"PT2H\"",
              description =
                  "Standard deviation of the amount; 0 by default, which claims certainty.")
          @Nullable Amount uncertainty) {
    static EffectPart of(ExpectedEffect expected) {
      return new EffectPart(
          expected.metric().key(),
          expected.metric().version(),
          amount(expected.amount()),
          amount(expected.uncertainty()));
    }

    private static @Nullable Amount amount(OptionalDouble value) {
      return value.isPresent() ? Amount.of(value.getAsDouble()) : null;
    }
  }

  /** The request that would give those terms, for a patch to change. */
  static InitiativeRequest of(InitiativeTerms terms) {
    return new InitiativeRequest(
        terms.title(),
        terms.description().orElse(null),
        terms.kind().code(),
        terms.start(),
        terms.end().orElse(null),
        scopes(terms),
        EffectPart.of(terms.expected()),
        new ArrayList<>(terms.goals().stream().sorted().toList()));
  }

  private static List<@Nullable Map<String, @Nullable String>> scopes(InitiativeTerms terms) {
    List<@Nullable Map<String, @Nullable String>> scopes = new ArrayList<>();
    terms.scopes().forEach(scope -> scopes.add(new HashMap<>(scope.values())));
    return scopes;
  }
}
