package dev.steadfast.metrics.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steadfast.metrics.definition.MetricCatalogue;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How one rule stands.
 *
 * @param condition in words
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Alert")
record AlertView(
    UUID ruleId,
    String name,
    String metric,
    Map<String, String> scope,
    String condition,
    Map<String, String> labels,
    AlertRuleView.StateView state) {
  static AlertView of(StoredRule stored, MetricCatalogue catalogue) {
    AlertRule rule = AlertRules.check(stored.document(), catalogue);
    return new AlertView(
        stored.id(),
        rule.name(),
        rule.metric().key(),
        rule.scope().values(),
        rule.told(),
        rule.labels(),
        AlertRuleView.StateView.of(stored));
  }
}
