package dev.steadfast.contracts.metric;

import dev.steadfast.contracts.metric.MetricDefinition.Direction;
import dev.steadfast.contracts.metric.MetricDefinition.Kind;
import java.util.List;

/** The definitions that ask whether a customer had to come again. */
public final class ContactMetrics {
  public static final MetricDefinition FIRST_CONTACT_RESOLUTION =
      new MetricDefinition(
          "first-contact-resolution",
          1,
          "First contact resolution",
          "Resolved interactions after which the same customer opened no other one on the same topic within 7 days. It"
              + " counts from its resolution on, and no longer once a new contact comes. Interactions that the"
              + " department opened are no new contact; a reopening takes the resolution back, and reopen-rate"
              + " counts it. Values of the last 7 days are provisional.",
          "percent",
          Direction.HIGHER,
          Kind.RATIO,
          "the last resolution",
          "a new contact of the customer on the same topic within 7 days",
          "the last resolution, so that both parts share one cohort",
          "resolved interactions whose customer and topic are known",
          Aggregation.SHARE,
          50);

  public static final MetricDefinition FIRST_CONTACT_RESOLUTION_ANY_TOPIC =
      new MetricDefinition(
          "first-contact-resolution.any-topic",
          1,
          "First contact resolution, whatever the topic",
          "The same where topics are not told: resolved interactions after which the same customer opened no other one"
              + " within 7 days, whatever it was about. A proxy, and lower than by topic: people come back for other"
              + " reasons as well. Values of the last 7 days are provisional.",
          "percent",
          Direction.HIGHER,
          Kind.RATIO,
          "the last resolution",
          "a new contact of the customer within 7 days",
          "the last resolution, so that both parts share one cohort",
          "resolved interactions whose customer is known",
          Aggregation.SHARE,
          50);

  public static final MetricDefinition DEFLECTION_RATE =
      new MetricDefinition(
          "deflection-rate",
          1,
          "Deflection rate",
          "Visits of the knowledge base after whose beginning the same person opened no interaction within 24 hours, of"
              + " the visits of people whom the helpdesk knows: the visitor is the reference of the customer. It"
              + " does not say that the visit was the reason. Values of the last day are provisional.",
          "percent",
          Direction.HIGHER,
          Kind.RATIO,
          "the beginning of the visit",
          "a contact of the same person within 24 hours",
          "the beginning of the visit, so that both parts share one cohort",
          "visits whose visitor is told",
          Aggregation.SHARE,
          50);

  public static final MetricDefinition FCR_SURVEY =
      new MetricDefinition(
          "fcr-survey",
          1,
          "First contact resolution, by survey",
          "Customers who said that it was resolved at the first contact, of all who answered that (scale fcr-2). It is"
              + " another measure than first contact resolution by contacts, and the two differ.",
          "percent",
          Direction.HIGHER,
          Kind.RATIO,
          "the answer",
          "the answer",
          "the answer",
          "answers to the question of first contact resolution",
          Aggregation.SHARE,
          30);

  static final List<MetricDefinition> ALL =
      List.of(
          FIRST_CONTACT_RESOLUTION,
          FIRST_CONTACT_RESOLUTION_ANY_TOPIC,
          FCR_SURVEY,
          DEFLECTION_RATE);

  private ContactMetrics() {}
}
