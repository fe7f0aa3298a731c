package dev.steadfast.metrics.alert;

import dev.steadfast.metrics.definition.MetricCatalogue;
import dev.steadfast.platform.access.ActingTenant;
import dev.steadfast.platform.problem.ProblemException;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;

/** Looks at all rules of a tenant once. */
@ApplicationScoped
class AlertEvaluation {
  private static final Logger LOG = Logger.getLogger(AlertEvaluation.class);

  private final MetricCatalogue catalogue;
  private final AlertRepository rules;
  private final AlertReadings readings;
  private final AlertHistory history;
  private final AlertEvents events;
  private final AgroalDataSource dataSource;
  private final ActingTenant acting;
  private final Clock clock;

  @Inject
  AlertEvaluation(
      MetricCatalogue catalogue,
      AlertRepository rules,
      AlertReadings readings,
      AlertHistory history,
      AlertEvents events,
      AgroalDataSource dataSource,
      ActingTenant acting,
      Clock clock) {
    this.catalogue = catalogue;
    this.rules = rules;
    this.readings = readings;
    this.history = history;
    this.events = events;
    this.dataSource = dataSource;
    this.acting = acting;
    this.clock = clock;
  }

  /**
   * Looks at the rules of the calling tenant, all in one transaction with what is told. Nothing if
   * another replica is at it.
   */
  @Transactional
  void look() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      if (!acting.isAlone(connection, "alerts")) {
        return;
      }
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    for (StoredRule rule : rules.enabled()) {
      boolean isTooSoon = rule.state().evaluatedAt().map(last -> last.isAfter(now)).orElse(false);
      if (!isTooSoon) {
        look(rule, now);
      }
    }
  }

  private void look(StoredRule stored, Instant now) throws SQLException {
    AlertRule rule;
    Reading reading;
    try {
      rule = AlertRules.check(stored.document(), catalogue);
      catalogue.require(rule.metric().key());
      reading = readings.of(rule, now);
    } catch (ProblemException e) {
      // A release that knows fewer metrics or tighter rules: the others are looked at all the same.
      LOG.warnf("alert rule %s cannot be looked at: %s", stored.id(), e.getMessage());
      return;
    }
    boolean quiet = rule.quietHours().map(hours -> hours.contains(now)).orElse(false);
    AlertState.Step step = stored.state().after(reading, now, rule.holdDown(), quiet);
    StoredRule after = stored.standing(step.state(), reading.seen());
    rules.keepState(after);
    if (step.changed()) {
      history.note(after, stored.state().standing());
    }
    if (step.tell()) {
      events.tell(rule, after, now);
    }
  }
}
