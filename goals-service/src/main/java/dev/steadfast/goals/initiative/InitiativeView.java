package dev.steadfast.goals.initiative;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steadfast.goals.goal.Amount;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An initiative as it is shown. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Initiative")
record InitiativeView(
    UUID id,
    long version,
    String title,
    @Nullable String description,
    String kind,
    @Schema(
            enumeration = {"planned", "running", "ended"},
            description = "By its days, today in UTC.")
        String status,
    LocalDate start,
    @Nullable LocalDate end,
    List<Map<String, String>> scopes,
    ExpectedEffectView expectedEffect,
    List<UUID> goals,
    OffsetDateTime createdAt,
    String createdBy) {

  /** Which metric it should move, and by how much. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "ExpectedEffectView")
  record ExpectedEffectView(
      String metric,
      int version,
      @Schema(enumeration = {"ms", "percent", "count"}) String unit,
      @Nullable Number amount,
      @Nullable Number uncertainty) {
    static ExpectedEffectView of(ExpectedEffect expected) {
      return new ExpectedEffectView(
          expected.metric().key(),
          expected.metric().version(),
          expected.metric().unit(),
          plain(expected.amount()),
          plain(expected.uncertainty()));
    }

    private static @Nullable Number plain(OptionalDouble value) {
      return value.isPresent() ? Amount.plain(value.getAsDouble()) : null;
    }
  }

  static InitiativeView of(Initiative initiative, LocalDate today) {
    InitiativeTerms terms = initiative.terms();
    return new InitiativeView(
        initiative.id(),
        initiative.version(),
        terms.title(),
        terms.description().orElse(null),
        terms.kind().code(),
        InitiativeStatus.on(today, terms.start(), terms.end()).code(),
        terms.start(),
        terms.end().orElse(null),
        terms.scopes().stream().map(scope -> scope.values()).toList(),
        ExpectedEffectView.of(terms.expected()),
        terms.goals().stream().sorted().toList(),
        initiative.createdAt(),
        initiative.createdBy());
  }
}
