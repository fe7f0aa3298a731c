package dev.steadfast.contracts.metric;

import dev.steadfast.contracts.metric.MetricDefinition.Direction;
import dev.steadfast.contracts.metric.MetricDefinition.Kind;
import java.util.List;

/** The definitions that are measured against the targets of the tenant's policies. */
public final class SlaMetrics {
  public static final MetricDefinition SLA_ATTAINMENT =
      definition(
          "sla-attainment",
          "SLA attainment",
          "Targets that were met, of those that were met or fell due, of all kinds. Policy, limit, priority and"
              + " schedule are those of the instant at which the target was applied. Targets that run, stand still or"
              + " ended with nobody waiting are out.",
          "a target is applied",
          "the target is met",
          "targets that were met or fell due");

  public static final MetricDefinition FIRST_RESPONSE =
      definition(
          "sla-attainment.first-response",
          "SLA attainment, first response",
          "The same of targets for the first public message of a human agent since the opening, or since the first"
              + " customer message of a proactive interaction. They stand still while it is resolved or closed.",
          "opened, or the first customer message of a proactive interaction",
          "the first public message of a human agent",
          "targets for the first response that were met or fell due");

  public static final MetricDefinition NEXT_RESPONSE =
      definition(
          "sla-attainment.next-response",
          "SLA attainment, next response",
          "The same of targets for the answer to a wait: several customer messages are one wait from the first. A wait"
              + " that a target for the first response covers has none. Resolving or closing ends a wait: what was not"
              + " due by then is out.",
          "the earliest unanswered customer message",
          "the next public message of a human agent",
          "targets for the next response that were met or fell due");

  public static final MetricDefinition RESOLUTION =
      definition(
          "sla-attainment.resolution",
          "SLA attainment, resolution",
          "The same of targets for the time in new, open and on hold up to the last resolution. They stand still while"
              + " pending, resolved or closed, and go on when it is reopened.",
          "opened",
          "the last resolution",
          "targets for the resolution that were met or fell due");

  public static final MetricDefinition AGENT_WORK =
      definition(
          "sla-attainment.agent-work",
          "SLA attainment, agent work",
          "The same of targets for the time in new and open up to the last resolution. They stand still while pending,"
              + " on hold, resolved or closed, and go on when it is reopened.",
          "opened",
          "the last resolution",
          "targets for the agents' work that were met or fell due");

  static final List<MetricDefinition> ALL =
      List.of(SLA_ATTAINMENT, FIRST_RESPONSE, NEXT_RESPONSE, RESOLUTION, AGENT_WORK);

  private SlaMetrics() {}

  private static MetricDefinition definition(
      String key,
      String title,
      String description,
      String startRule,
      String endRule,
      String population) {
    return new MetricDefinition(
        key,
        1,
        title,
        description,
        "percent",
        Direction.HIGHER,
        Kind.RATIO,
        startRule,
        endRule,
        "when the target was met or fell due",
        population,
        Aggregation.SHARE,
        50);
  }
}
