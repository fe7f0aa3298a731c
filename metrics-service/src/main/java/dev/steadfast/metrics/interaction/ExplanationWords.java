package dev.steadfast.metrics.interaction;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.contracts.metric.MetricDefinition.Kind;
import dev.steadfast.metrics.query.Wording;
import dev.steadfast.metrics.timeline.Absence;
import dev.steadfast.metrics.timeline.Explanation.Explained;
import dev.steadfast.metrics.timeline.Explanation.Hours;
import dev.steadfast.metrics.timeline.Explanation.Part;
import dev.steadfast.metrics.timeline.Explanation.Reason;
import dev.steadfast.metrics.timeline.Observation;
import dev.steadfast.metrics.timeline.Step;
import dev.steadfast.metrics.timeline.TimelineEvent;
import java.time.Instant;

/** Explanations as sentences. */
final class ExplanationWords {
  private ExplanationWords() {}

  static String of(Explained one) {
    Observation observation = one.observation();
    MetricDefinition metric = observation.metric();
    String started = "from " + metric.startRule() + " at " + time(one.started());
    String ended =
        one.ended().map(event -> "to " + metric.endRule() + " at " + time(event)).orElse("");
    return switch (metric.kind()) {
      case COUNT, PART -> "Counts one: " + metric.endRule() + " at " + time(one.started()) + ".";
      case DURATION, AGE ->
          "%s: %s, %s %s, of which %s does not count."
              .formatted(
                  metric.title(),
                  Wording.value(metric.unit(), (double) observation.value()),
                  started,
                  ended,
                  Wording.value(metric.unit(), (double) uncounted(one)));
      case NUMBER ->
          "%s: %s, %s."
              .formatted(
                  metric.title(), metric.inUnit(observation.value()).toPlainString(), anchor(one));
      case RATIO ->
          "%s, %s: one of the %s%s."
              .formatted(
                  observation.value() == 1 ? "In the numerator" : "Not in the numerator",
                  anchor(one),
                  metric.population(),
                  observation.value() == 1 ? " that count" : ", and none that counts");
      case SCORE -> "A score of %.3f, %s.".formatted(observation.value() / 1000.0, anchor(one));
      case NET_SCORE -> opinion(observation.value()) + ", " + anchor(one) + ".";
      case PEOPLE, QUOTIENT -> metric.title();
      case LEVEL, FLOW ->
          "%s the level at %s."
              .formatted(
                  observation.value() > 0 ? "Adds one to" : "Takes one from",
                  Instant.ofEpochMilli(observation.at()));
    };
  }

  private static long uncounted(Explained one) {
    return one.parts().stream()
        .filter(part -> !part.isCounted())
        .mapToLong(Part::milliseconds)
        .sum();
  }

  private static String anchor(Explained one) {
    Observation observation = one.observation();
    return "put into a period by "
        + observation.metric().anchor()
        + ", at "
        + Instant.ofEpochMilli(observation.at());
  }

  private static String opinion(long value) {
    return value > 0 ? "A promoter" : value < 0 ? "A detractor" : "Neither promoter nor detractor";
  }

  private static Instant time(TimelineEvent event) {
    return Instant.ofEpochMilli(event.at());
  }

  static String of(MetricDefinition metric, Part part) {
    if (metric.kind() != Kind.DURATION) {
      return "";
    }
    String why =
        part instanceof Hours hours
                && hours.hours() instanceof dev.steadfast.core.schedule.Part.Holiday holiday
            ? holiday.name() + ", " + of(part.reason())
            : of(part.reason());
    return (part.isCounted() ? "Counts: " : "Does not count: ") + why + ".";
  }

  private static String of(Reason reason) {
    return switch (reason) {
      case CALENDAR -> "calendar time, whatever the status";
      case WITH_AGENTS -> "new or open, so with the agents";
      case WITH_THIRD_PARTY -> "on hold, so with a third party";
      case WITH_REQUESTER -> "pending, so with the requester";
      case DONE -> "resolved or closed, so with nobody";
      case WITH_OTHERS -> "new or open, but with nobody, or another agent or team";
      case QUEUED -> "the wait in the queue, as the call's event tells it";
      case HANDLED -> "talk, hold and wrap-up, as the call's event tells them";
      case TOLD -> "as the event tells it";
      case WITHIN_HOURS -> "within the hours of the schedule";
      case OUTSIDE_HOURS -> "outside the hours of the schedule";
      case HOLIDAY -> "a holiday of the schedule";
    };
  }

  static String of(Absence absence) {
    return switch (absence) {
      case NO_SCORED_TEXT -> "No text of the customer in a supported language is known.";
      case GONE -> "It was merged, deleted or marked as spam, and counts nowhere.";
      case NOT_OPENED -> "No event says when it began.";
      case NO_REPLY -> "No human agent has written publicly.";
      case NO_CUSTOMER_MESSAGE -> "It was proactive, and the customer has not written.";
      case ONLY_EARLY_REPLIES -> "Agents wrote publicly only before the time that starts it.";
      case NOBODY_WAITED -> "The customer has written nothing public.";
      case STILL_WAITING -> "The customer still waits for an answer.";
      case ENDED_UNANSWERED -> "It was resolved or closed before anybody answered.";
      case NOT_RESOLVED -> "It has not been resolved.";
      case NOT_RESOLVED_AGAIN -> "It was reopened, and has not been resolved since.";
      case RESOLUTION_UNSEEN ->
          "It was reopened, so it had been resolved, but no event says when that was.";
      case RESOLVED_BEFORE_OPENED -> "By its events it was resolved before it was opened.";
      case MESSAGES_UNKNOWN -> "None of its messages is known.";
      case NOT_RATED -> "Nobody has rated it on such a scale.";
      case NOT_INVITED -> "No invitation to a survey was delivered.";
      case NO_CALL -> "No call of it has ended.";
      case NO_ANSWERED_CALL -> "No call of it was answered.";
      case NO_ABANDONED_CALL -> "No call of it was abandoned.";
      case ONLY_SHORT_CALLS -> "Its calls were abandoned within five seconds.";
      case ONLY_CALLBACKS -> "Its callers asked to be called back.";
      case NOT_HANDLED -> "Its answered calls tell of no talk, hold or wrap-up.";
      case NOTHING_VIEWED -> "No article was viewed in it.";
      case NO_VOTE -> "Nobody has voted on an article in it.";
      case NO_VISIT -> "It is no visit of the knowledge base.";
      case NO_CUSTOMER -> "No event says which customer it is of.";
      case NO_TOPIC -> "No event says what it is about.";
      case NO_CHANNEL -> "No event says which channel it came by.";
      case NO_OUTREACH -> "Nothing was sent in it before customers asked.";
      case NEVER_OPEN -> "It was done already when it was opened.";
      case NOT_HANDED_OVER -> "It was not assigned to anybody after a bot had written.";
      case NO_AGENT_ANSWERED -> "No agent who is known has answered the customer.";
      case NEVER_WITH_AN_AGENT -> "No agent had it while it was new or open.";
      case LENGTHS_UNKNOWN -> "No public message of an agent tells how long it is.";
      case NO_TARGET -> "No policy that was in force and fitted has such a target.";
      case TARGET_UNDECIDED -> "Its target runs, stands still or ended before it was due.";
      case NO_SUCH_EVENT -> "None of its events counts for it.";
      case NO_NUMBER_THAT_COUNTS ->
          "Its events that would count for it tell no number, or one beyond what is kept.";
      case NOT_IN_POPULATION -> "It is not of those that the metric is about.";
    };
  }

  static String of(Step step) {
    return switch (step) {
      case OPENED -> "It was opened.";
      case OPENED_BEFORE -> "It had been opened before: the first opening counts.";
      case CUSTOMER_WROTE_FIRST ->
          "The first message of the customer, which starts a proactive one.";
      case BOT_WROTE -> "A bot or the system wrote: that is never a response.";
      case WROTE_INTERNALLY -> "An internal note: it is no response.";
      case REPLIED_EARLY -> "An agent wrote before the start: it is no response.";
      case RESPONDED_FIRST -> "The first public message of a human agent from the start on.";
      case REPLIED -> "A public message of an agent.";
      case WAIT_BEGAN -> "The customer wrote, and begins to wait.";
      case WAIT_WENT_ON -> "The customer wrote again, and waits since the earlier message.";
      case WAIT_ANSWERED -> "An agent answered, which ends the wait.";
      case NOBODY_WAITED -> "An agent wrote while nobody waited.";
      case WAIT_ENDED -> "Resolving or closing ended the wait without an answer.";
      case STATUS_SET -> "The status was set.";
      case WAS_RESOLVED -> "It was resolved, or closed, which counts as that.";
      case CLOSED_UNRESOLVED -> "It was closed as unresolved: that is no resolution.";
      case DONE_BEFORE -> "It had been resolved or closed before: the earlier time counts.";
      case REOPENED -> "It was reopened, which takes the resolution back.";
      case REOPENED_UNSEEN -> "It was reopened from a resolution that no event had told of.";
      case ASSIGNED -> "An assignment that changes nobody for somebody else: it does not count.";
      case REASSIGNED -> "It went to somebody else: that counts.";
      case TRANSFERRED -> "It went to another team: that counts.";
      case RATED -> "The customer rated it.";
      case INVITED -> "The invitation was delivered.";
      case INVITED_BEFORE -> "The invitation had been delivered before: the first time counts.";
      case CALL_ENDED -> "A call ended.";
      case CAME_BY_CHANNEL -> "A public message, or a call, that tells its channel.";
      case VIEWED -> "An article was viewed.";
      case VOTED -> "Somebody voted on an article.";
      case VISIT_BEGAN -> "A visit began.";
      case VISIT_WENT_ON ->
          "The visit went on: less than 30 minutes after the last view or search.";
      case REACHED_OUT -> "The department told people something before they asked.";
      case ENTERED_BACKLOG -> "From here it is open with that team and agent.";
      case LEFT_BACKLOG -> "From here it is not open any more, or with somebody else.";
      case CUSTOMER_WROTE_PUBLICLY -> "The first public message of the customer.";
      case HANDED_OVER -> "The first assignment after a bot had written: the handover.";
      case GIVEN_TO_AGENT -> "It was given to an agent, who can answer from here on.";
      case ANSWERED_MESSAGE ->
          "The first public message of a human agent after the customer wrote.";
      case ANSWERED_HANDOVER -> "The first public message of a human agent after the handover.";
      case AGENT_ANSWERED -> "The first answer of that agent to a customer who waited.";
      case FELT -> "The customer wrote a text that has a score.";
      case GONE -> "It was merged, deleted or marked as spam.";
    };
  }
}
