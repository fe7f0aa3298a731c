package dev.steadfast.metrics.timeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What one event says of its interaction, reduced to what the measures need. */
public sealed interface Happening {
  /** It began. Inbound unless the department reached out first. */
  record Opened(
      boolean proactive,
      @Nullable String channel,
      @Nullable String team,
      @Nullable String agent,
      @Nullable String customer,
      @Nullable String priority,
      @Nullable String topic,
      Map<String, String> attributes,
      List<String> tags)
      implements Happening {}

  /**
   * Somebody wrote.
   *
   * @param words how long it is, where the event tells
   * @param sentiment of a customer's text, in thousandths, where it has a score
   * @param channel where the event tells it
   */
  record Message(
      AuthorKind author,
      @Nullable String authorId,
      boolean isPublic,
      OptionalInt words,
      OptionalInt characters,
      OptionalInt sentiment,
      @Nullable String channel,
      @Nullable String language)
      implements Happening {}

  /**
   * It was given to somebody else. An empty optional leaves the part as it was; an {@link Assignee}
   * without an id takes it away.
   */
  record Assigned(Optional<Assignee> team, Optional<Assignee> agent) implements Happening {}

  /** Its status changed. */
  record StatusChanged(Status to, @Nullable Status from, boolean unresolved) implements Happening {}

  /** Its priority changed. */
  record Prioritised(String priority) implements Happening {}

  /** Those are its tags now. */
  record Tagged(List<String> tags) implements Happening {}

  /** It was merged, deleted or marked as spam: it counts nowhere. */
  record Gone() implements Happening {}

  /**
   * The customer rated it. {@code invitation} names the survey answer that it came with, if any.
   *
   * @param sentiment of the comment, in thousandths, where it has a score
   */
  record Rated(
      Scale scale,
      int value,
      @Nullable String about,
      @Nullable String invitation,
      OptionalInt sentiment)
      implements Happening {}

  /** The answer to an invitation was withdrawn. */
  record RatingWithdrawn(String invitation) implements Happening {}

  /** The invitation to a survey reached the customer. */
  record Delivered(String invitation) implements Happening {}

  /**
   * A call ended.
   *
   * @param queued how long it waited, in milliseconds
   * @param handled talk, hold and wrap-up, in milliseconds
   * @param channel where the event tells it
   * @param callback whether the caller left the queue by asking to be called back
   */
  record Called(
      boolean answered,
      long queued,
      long handled,
      @Nullable String team,
      @Nullable String agent,
      @Nullable String channel,
      boolean callback)
      implements Happening {}

  /** A visitor did something in the knowledge base. Null is nobody whom the helpdesk knows. */
  sealed interface ByVisitor extends Happening {
    @Nullable String visitor();
  }

  /** A visitor looked at an article. */
  record Viewed(@Nullable String visitor) implements ByVisitor {}

  /** A visitor searched. */
  record Searched(@Nullable String visitor) implements ByVisitor {}

  /** A visitor said whether an article helped. */
  record Voted(@Nullable String visitor, boolean helpful) implements ByVisitor {}

  /** The department told so many people something before they asked. */
  record ReachedOut(long recipients) implements Happening {}

  /** A number that was computed elsewhere, about that team, agent, channel and priority. */
  record Recorded(
      @Nullable String team,
      @Nullable String agent,
      @Nullable String channel,
      @Nullable String priority)
      implements Happening {}

  /** Another event did not happen. */
  record Withdrawn(String source, String id) implements Happening {}

  /** Kept and shown, without effect on the measures of this release. */
  record Noted() implements Happening {}

  /** A team or an agent, or nobody. */
  record Assignee(@Nullable String id) {}

  /** Who writes. */
  enum AuthorKind {
    CUSTOMER,
    AGENT,
    BOT,
    SYSTEM
  }

  /** The canonical status. */
  enum Status {
    NEW,
    OPEN,
    PENDING,
    ON_HOLD,
    RESOLVED,
    CLOSED;

    /** Whether nothing is left to do. */
    public boolean isDone() {
      return this == RESOLVED || this == CLOSED;
    }
  }

  /** The scales of ratings. Metrics never mix them. */
  enum Scale {
    CSAT_5(1, 5),
    CSAT_3(1, 3),
    CSAT_2(1, 2),
    NPS(0, 10),
    CES_7(1, 7),
    /** Was it resolved at the first contact: no, or yes. */
    FCR_2(1, 2);

    private final int lowest;
    private final int highest;

    Scale(int lowest, int highest) {
      this.lowest = lowest;
      this.highest = highest;
    }

    public int lowest() {
      return lowest;
    }

    public int highest() {
      return highest;
    }
  }
}
