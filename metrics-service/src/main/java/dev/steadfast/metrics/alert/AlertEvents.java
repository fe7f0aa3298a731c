package dev.steadfast.metrics.alert;

import dev.steadfast.contracts.Topics;
import dev.steadfast.contracts.alert.AlertChanged;
import dev.steadfast.platform.access.Caller;
import dev.steadfast.platform.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Tells subscribers how a rule stands, once the change has committed. */
@ApplicationScoped
class AlertEvents {
  private final Outbox outbox;
  private final Caller caller;

  @Inject
  AlertEvents(Outbox outbox, Caller caller) {
    this.outbox = outbox;
    this.caller = caller;
  }

  /** Tells of the standing that the rule has. */
  void tell(AlertRule rule, StoredRule stored, Instant at) {
    String what =
        switch (stored.state().standing()) {
          case FIRING -> "fired";
          case OK -> "cleared";
          case NO_DATA -> "no-data";
        };
    AlertChanged data =
        new AlertChanged(
            stored.id(),
            rule.name(),
            rule.metric().key(),
            rule.metric().version(),
            rule.measure().code(),
            rule.scope().text(),
            rule.told(),
            stored.seen().value(),
            stored.seen().lower(),
            stored.seen().upper(),
            Math.max(0, stored.seen().n()),
            stored.seen().reason(),
            stored.state().since().atOffset(ZoneOffset.UTC),
            at.atOffset(ZoneOffset.UTC),
            rule.labels());
    outbox.append(
        Topics.ALERT_EVENTS,
        List.of(
            outbox.message(
                caller.tenant(),
                "dev.steadfast.alert." + what + ".v1",
                stored.id().toString(),
                data)));
  }
}
