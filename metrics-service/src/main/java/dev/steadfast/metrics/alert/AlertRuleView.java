package dev.steadfast.metrics.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steadfast.metrics.definition.MetricCatalogue;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A rule as it is shown: what people set, and how it stands. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "AlertRule")
record AlertRuleView(
    UUID id,
    long version,
    String name,
    String metric,
    String aggregation,
    Map<String, String> scope,
    AlertRuleRequest.@Nullable ConditionPart condition,
    @Nullable String window,
    int minimumSample,
    String holdDown,
    AlertRuleRequest.@Nullable QuietPart quietHours,
    Map<String, String> labels,
    boolean enabled,
    StateView state,
    OffsetDateTime createdAt,
    String createdBy,
    OffsetDateTime changedAt,
    String changedBy) {

  /**
   * How a rule stands.
   *
   * @param status ok, pending, firing or no-data
   * @param since when it began
   * @param told what subscribers were last told: ok, firing or no-data
   * @param evaluatedAt the last look; absent before the first
   * @param value in the unit of the metric
   * @param lower end of its 95 % interval, or of the band of ordinary days
   * @param n how many observations it is made of
   * @param reason in words
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "AlertState")
  record StateView(
      @Schema(enumeration = {"ok", "pending", "firing", "no-data"}) String status,
      OffsetDateTime since,
      String told,
      @Nullable OffsetDateTime evaluatedAt,
      @Nullable Double value,
      @Nullable Double lower,
      @Nullable Double upper,
      long n,
      String reason) {
    static StateView of(StoredRule rule) {
      AlertState state = rule.state();
      return new StateView(
          state.status(),
          state.statusSince().atOffset(ZoneOffset.UTC),
          state.told().code(),
          state.evaluatedAt().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null),
          rule.seen().value(),
          rule.seen().lower(),
          rule.seen().upper(),
          rule.seen().n(),
          rule.seen().reason());
    }
  }

  static AlertRuleView of(StoredRule stored, MetricCatalogue catalogue) {
    AlertRule rule = AlertRules.check(stored.document(), catalogue);
    boolean isThreshold = rule.condition() instanceof Condition.Threshold;
    return new AlertRuleView(
        stored.id(),
        stored.version(),
        rule.name(),
        rule.metric().key(),
        rule.measure().code(),
        rule.scope().values(),
        stored.document().condition(),
        isThreshold ? rule.window().toString() : null,
        rule.minimumSample(),
        rule.holdDown().toString(),
        stored.document().quietHours(),
        rule.labels(),
        rule.enabled(),
        StateView.of(stored),
        stored.createdAt(),
        stored.createdBy(),
        stored.changedAt(),
        stored.changedBy());
  }
}
