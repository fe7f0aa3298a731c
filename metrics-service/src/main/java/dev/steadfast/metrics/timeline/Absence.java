package dev.steadfast.metrics.timeline;

/** Why a metric has no observation in an interaction. */
public enum Absence {
  /** No text of the customer in a supported language. */
  NO_SCORED_TEXT,

  /** Merged, deleted or spam. */
  GONE,
  /** No event says when it began. */
  NOT_OPENED,
  /** No agent wrote publicly. */
  NO_REPLY,
  /** The department reached out, and the customer has not written. */
  NO_CUSTOMER_MESSAGE,
  /** Agents wrote publicly only before the time from which a response counts. */
  ONLY_EARLY_REPLIES,
  /** No public message of the customer. */
  NOBODY_WAITED,
  /** The customer waits for an answer. */
  STILL_WAITING,
  /** The wait was ended by resolving or closing. */
  ENDED_UNANSWERED,
  /** It was never resolved, as far as events say. */
  NOT_RESOLVED,
  /** It was reopened, and not resolved since. */
  NOT_RESOLVED_AGAIN,
  /** A reopening implies a resolution whose time nobody told. */
  RESOLUTION_UNSEEN,
  /** By its events it was resolved before it was opened. */
  RESOLVED_BEFORE_OPENED,
  /** None of its messages is known. */
  MESSAGES_UNKNOWN,
  /** Nobody rated it on the scales of the metric. */
  NOT_RATED,
  /** No invitation to a survey was delivered. */
  NOT_INVITED,
  /** No call of it ended. */
  NO_CALL,
  /** No call of it was answered. */
  NO_ANSWERED_CALL,
  /** No call of it was abandoned. */
  NO_ABANDONED_CALL,
  /** All its calls were abandoned within five seconds. */
  ONLY_SHORT_CALLS,
  ONLY_CALLBACKS,
  /** Its answered calls tell of no talk, hold or wrap-up. */
  NOT_HANDLED,
  /** No article was viewed. */
  NOTHING_VIEWED,
  /** Nobody voted on an article. */
  NO_VOTE,
  /** It is no visit of the knowledge base. */
  NO_VISIT,
  /** Nobody says which customer it is of. */
  NO_CUSTOMER,
  /** Nobody says what it is about. */
  NO_TOPIC,
  /** No event says its channel. */
  NO_CHANNEL,
  /** Nothing was sent before customers asked. */
  NO_OUTREACH,
  /** It was done already when it was opened, and never open since. */
  NEVER_OPEN,

  /** No bot wrote before it was assigned. */
  NOT_HANDED_OVER,

  /** No agent who is known answered a customer. */
  NO_AGENT_ANSWERED,

  /** No agent had it while it was new or open. */
  NEVER_WITH_AN_AGENT,

  /** No public message of an agent tells its length. */
  LENGTHS_UNKNOWN,
  /** No policy that was in force and fitted has such a target. */
  NO_TARGET,
  /** Its targets were neither met, nor did they fall due. */
  TARGET_UNDECIDED,

  /** What it is counted from is there, and not of those that the metric is about. */
  NOT_IN_POPULATION,
  /** None of its events counts for the metric. */
  NO_SUCH_EVENT,
  /**
   * Events meet the conditions of a metric and have no number where it is, or one that is too
   * large.
   */
  NO_NUMBER_THAT_COUNTS
}
