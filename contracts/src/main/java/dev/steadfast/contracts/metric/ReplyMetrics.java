package dev.steadfast.contracts.metric;

import dev.steadfast.contracts.metric.MetricDefinition.Direction;
import dev.steadfast.contracts.metric.MetricDefinition.Kind;
import java.util.List;

/** The definitions of answers, of the work between them and of what was resolved with how many. */
public final class ReplyMetrics {
  public static final MetricDefinition FROM_CUSTOMER_MESSAGE =
      new MetricDefinition(
          "first-response-time.from-customer-message",
          1,
          "First response time from the customer message",
          "Calendar time from the first public message of the customer to the first public message "
              + "of a human agent after it, whoever opened the interaction and whenever.",
          "ms",
          Direction.LOWER,
          Kind.DURATION,
          "the first public customer message",
          "the first public message of a human agent after it",
          "the reply",
          "interactions in which a customer wrote and was answered",
          Aggregation.MEDIAN,
          20);

  public static final MetricDefinition FROM_BOT_HANDOVER =
      new MetricDefinition(
          "first-response-time.from-bot-handover",
          1,
          "First response time from the bot handover",
          "Calendar time from the handover of a bot to the first public message of a human agent. "
              + "The handover is the first assignment to a team or an agent after a bot has written.",
          "ms",
          Direction.LOWER,
          Kind.DURATION,
          "the first assignment after a message of a bot",
          "the first public message of a human agent after it",
          "the reply",
          "interactions that a bot handed over and that were answered",
          Aggregation.MEDIAN,
          20);

  public static final MetricDefinition BY_AGENT =
      new MetricDefinition(
          "first-response-time.agent",
          1,
          "First response time of the agent",
          "Time from when an agent could answer to the first answer of that agent: from the later "
              + "of the assignment to the agent and the earliest unanswered public customer message, "
              + "without time on hold, resolved or closed. An agent who was never assigned is measured "
              + "from the message. Each agent who answers has one.",
          "ms",
          Direction.LOWER,
          Kind.DURATION,
          "the later of the assignment to the agent and the earliest unanswered customer message",
          "the first public message of that agent",
          "the reply",
          "agents who answered a customer",
          Aggregation.MEDIAN,
          20);

  public static final MetricDefinition CYCLE_RESOLUTION_TIME =
      new MetricDefinition(
          "cycle-resolution-time",
          1,
          "Resolution time of a cycle",
          "Calendar time of each cycle: from opening to the first resolution, and from each "
              + "reopening to the next resolution.",
          "ms",
          Direction.LOWER,
          Kind.DURATION,
          "opened or reopened",
          "the next resolution",
          "the resolution",
          "cycles that ended with a resolution",
          Aggregation.MEDIAN,
          20);

  public static final MetricDefinition REOPENINGS =
      new MetricDefinition(
          "reopen-rate.events",
          1,
          "Reopen rate by events",
          "Resolutions that were followed by a reopening, of all resolutions: an interaction that "
              + "is resolved twice counts twice. A reopening of a resolution that nobody told counts as "
              + "both, at the time of the reopening.",
          "percent",
          Direction.LOWER,
          Kind.RATIO,
          "a resolution",
          "reopened",
          "the resolution, so that both parts share one cohort",
          "resolutions",
          Aggregation.SHARE,
          50);

  public static final MetricDefinition UP_TO_ONE_REPLY =
      new MetricDefinition(
          "one-touch-rate.up-to-one-reply",
          1,
          "One-touch rate, up to one reply",
          "Resolved with fewer than two public agent replies, however often reopened, of the "
              + "resolved interactions whose messages are known. This is how Zendesk Explore counts "
              + "one-touch tickets.",
          "percent",
          Direction.HIGHER,
          Kind.RATIO,
          "opened",
          "the last resolution",
          "the last resolution",
          "resolved interactions with at least one known message",
          Aggregation.SHARE,
          50);

  public static final MetricDefinition ONE_PAIR_OF_HANDS =
      new MetricDefinition(
          "one-touch-rate.one-agent",
          1,
          "One-touch rate, one agent",
          "Resolved with exactly one public agent reply, never reopened and never reassigned or "
              + "transferred, of the resolved interactions whose messages are known.",
          "percent",
          Direction.HIGHER,
          Kind.RATIO,
          "opened",
          "the last resolution",
          "the last resolution",
          "resolved interactions with at least one known message",
          Aggregation.SHARE,
          50);

  public static final MetricDefinition WRITTEN_HANDLE_TIME =
      new MetricDefinition(
          "handle-time.written",
          1,
          "Handle time of written interactions",
          "Time up to the last resolution that the interaction spent new or open with an agent, for "
              + "each agent that had it: a transfer splits it. Agents who had it for no time are out.",
          "ms",
          Direction.LOWER,
          Kind.DURATION,
          "assigned to the agent while new or open",
          "assigned elsewhere, pending, on hold or resolved",
          "the last resolution",
          "agents who had an interaction that is resolved",
          Aggregation.MEDIAN,
          20);

  public static final MetricDefinition RESPONSE_LENGTH =
      new MetricDefinition(
          "response-length",
          1,
          "Response length",
          "Words in a public message of a human agent, as its event tells them.",
          "words",
          Direction.NEITHER,
          Kind.NUMBER,
          "the message",
          "the message",
          "the message",
          "public agent messages whose words are known",
          Aggregation.MEDIAN,
          20);

  public static final MetricDefinition RESPONSE_LENGTH_IN_CHARACTERS =
      new MetricDefinition(
          "response-length.characters",
          1,
          "Response length in characters",
          "Characters in a public message of a human agent, as its event tells them.",
          "characters",
          Direction.NEITHER,
          Kind.NUMBER,
          "the message",
          "the message",
          "the message",
          "public agent messages whose characters are known",
          Aggregation.MEDIAN,
          20);

  static final List<MetricDefinition> ALL =
      List.of(
          FROM_CUSTOMER_MESSAGE,
          FROM_BOT_HANDOVER,
          BY_AGENT,
          CYCLE_RESOLUTION_TIME,
          REOPENINGS,
          UP_TO_ONE_REPLY,
          ONE_PAIR_OF_HANDS,
          WRITTEN_HANDLE_TIME,
          RESPONSE_LENGTH,
          RESPONSE_LENGTH_IN_CHARACTERS);

  private ReplyMetrics() {}
}
