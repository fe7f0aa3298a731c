package dev.steadfast.metrics.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.metrics.alert.Reading.Seen;
import dev.steadfast.metrics.definition.MetricCatalogue;
import dev.steadfast.platform.access.Caller;
import dev.steadfast.platform.http.MergePatch;
import dev.steadfast.platform.http.Version;
import dev.steadfast.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people do to alert rules. Each command is one transaction. */
@ApplicationScoped
@Transactional
class AlertService {
  /** All are looked at every minute. */
  static final int MOST_RULES = 200;

  private final MetricCatalogue catalogue;
  private final AlertRepository rules;
  private final AlertHistory history;
  private final AlertEvents events;
  private final Caller caller;
  private final ObjectMapper json;
  private final Clock clock;

  @Inject
  AlertService(
      MetricCatalogue catalogue,
      AlertRepository rules,
      AlertHistory history,
      AlertEvents events,
      Caller caller,
      ObjectMapper json,
      Clock clock) {
    this.catalogue = catalogue;
    this.rules = rules;
    this.history = history;
    this.events = events;
    this.caller = caller;
    this.json = json;
    this.clock = clock;
  }

  /** A new rule, which is looked at within a minute. */
  StoredRule create(AlertRuleRequest request) {
    AlertRules.check(request, catalogue);
    if (rules.countForChange() >= MOST_RULES) {
      throw new ProblemException(
          ProblemCode.CONFLICT, "There are " + MOST_RULES + " alert rules already: delete some.");
    }
    OffsetDateTime at = now().atOffset(ZoneOffset.UTC);
    StoredRule rule =
        new StoredRule(
            UuidCreator.getTimeOrderedEpoch(),
            1,
            request,
            at,
            caller.subject(),
            at,
            caller.subject(),
            AlertState.fresh(now()),
            new Seen(null, null, null, 0, "not looked at yet"));
    rules.insert(rule);
    return rule;
  }

  /** Applies a merge patch. What was about to come begins anew. */
  StoredRule patch(UUID id, @Nullable String ifMatch, JsonNode patch)
      throws JsonProcessingException {
    StoredRule before = rules.requireForChange(id);
    Version.require(ifMatch, before.version());
    if (!patch.isObject()) {
      throw new ProblemException(ProblemCode.MALFORMED_REQUEST, "A merge patch is a JSON object.");
    }
    AlertRuleRequest document =
        json.treeToValue(
            MergePatch.apply(json.valueToTree(before.document()), patch), AlertRuleRequest.class);
    AlertRule checked = AlertRules.check(document, catalogue);
    if (document.equals(before.document())) {
      return before;
    }
    AlertState state = before.state();
    AlertState calm =
        new AlertState(
            state.standing(), state.since(), Optional.empty(), state.told(), state.evaluatedAt());
    StoredRule after =
        before.changed(document, now().atOffset(ZoneOffset.UTC), caller.subject(), calm);
    if (!checked.enabled()) {
      after = ended(after, checked, "the rule was switched off");
    }
    rules.update(after);
    return after;
  }

  /** Removes a rule; the history of it stays. */
  void delete(UUID id, @Nullable String ifMatch) {
    StoredRule rule = rules.requireForChange(id);
    if (ifMatch != null) {
      Version.require(ifMatch, rule.version());
    }
    ended(rule, AlertRules.check(rule.document(), catalogue), "the rule was deleted");
    rules.delete(id);
  }

  /** Nobody looks any more: whoever was told of it is told that it is over, at once. */
  private StoredRule ended(StoredRule rule, AlertRule checked, String reason) {
    AlertState state = rule.state();
    if (state.standing() == Standing.OK && state.told() == Standing.OK) {
      return rule;
    }
    Seen seen = rule.seen();
    StoredRule over =
        rule.standing(
            AlertState.fresh(now()),
            new Seen(seen.value(), seen.lower(), seen.upper(), seen.n(), reason));
    if (state.standing() != Standing.OK) {
      history.note(over, state.standing());
    }
    if (state.told() != Standing.OK) {
      events.tell(checked, over, now());
    }
    return over;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
