package dev.steadfast.metrics.event;

import dev.steadfast.contracts.event.EventType;
import dev.steadfast.metrics.timeline.Happening;
import dev.steadfast.metrics.timeline.Happening.Assignee;
import dev.steadfast.metrics.timeline.Happening.AuthorKind;
import dev.steadfast.metrics.timeline.Happening.Scale;
import dev.steadfast.metrics.timeline.Happening.Status;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Understands the data of an event by its type. */
final class EventData {
  private static final int MAX_NAME = 200;
  private static final int MAX_TAG = 100;
  private static final int MAX_TAGS = 100;
  private static final int MAX_LANGUAGE = 35;
  private static final int MAX_ATTRIBUTES = 20;
  private static final int MAX_COUNT = 10_000_000;
  private static final int MAX_RECIPIENTS = 1_000_000_000;

  /** A week in milliseconds: no call is longer. */
  private static final int MAX_CALL_MS = 604_800_000;

  private EventData() {}

  /** What an event of that type says; what is wrong with it is noted with the fields. */
  static Happening read(EventType type, Fields data, String source) {
    return switch (type) {
      case INTERACTION_OPENED -> opened(data);
      case MESSAGE_ADDED -> message(data);
      case INTERACTION_ASSIGNED ->
          new Happening.Assigned(assignee(data, "team"), assignee(data, "agent"));
      case INTERACTION_STATUS_CHANGED -> statusChanged(data);
      case INTERACTION_PRIORITISED ->
          new Happening.Prioritised(data.required("priority", MAX_NAME));
      case INTERACTION_TAGGED -> {
        List<String> tags = data.requiredTexts("tags", MAX_TAGS, MAX_TAG);
        yield data.areSound() ? new Happening.Tagged(tags) : new Happening.Noted();
      }
      case INTERACTION_MERGED -> {
        data.required("into", MAX_NAME);
        yield new Happening.Gone();
      }
      case INTERACTION_SPAM, INTERACTION_DELETED -> new Happening.Gone();
      case CALL_ENDED -> call(data);
      case RATING_GIVEN -> rated(data, null);
      case FEEDBACK_ANSWERED -> rated(data, data.required("invitationId", MAX_NAME));
      case FEEDBACK_WITHDRAWN ->
          new Happening.RatingWithdrawn(data.required("invitationId", MAX_NAME));
      case FEEDBACK_INVITED -> new Happening.Noted();
      case FEEDBACK_DELIVERED -> delivered(data);
      case ARTICLE_VIEWED -> {
        data.requiredReference("article");
        yield new Happening.Viewed(data.reference("visitor"));
      }
      case ARTICLE_VOTED -> {
        data.requiredReference("article");
        yield new Happening.Voted(data.reference("visitor"), data.requiredFlag("helpful"));
      }
      case SEARCH_PERFORMED -> {
        data.whole("results", 0, MAX_COUNT, false);
        yield new Happening.Searched(data.reference("visitor"));
      }
      case OUTREACH_SENT -> {
        data.required("kind", MAX_NAME);
        data.text("reason", MAX_NAME);
        yield new Happening.ReachedOut(data.whole("recipients", 0, MAX_RECIPIENTS, true));
      }
      case OBSERVATION_RECORDED -> {
        data.required("metric", MAX_NAME);
        data.requiredNumber("value");
        yield new Happening.Recorded(
            data.reference("team"),
            data.reference("agent"),
            data.text("channel", MAX_NAME),
            data.text("priority", MAX_NAME));
      }
      case EVENT_WITHDRAWN -> {
        String of = data.text("source", MAX_NAME);
        yield new Happening.Withdrawn(of == null ? source : of, data.required("id", MAX_NAME));
      }
    };
  }

  private static Happening opened(Fields data) {
    String direction = data.text("direction", 20);
    if (direction != null && !direction.equals("inbound") && !direction.equals("proactive")) {
      data.wrong("direction", "must be one of inbound, proactive");
    }
    return new Happening.Opened(
        "proactive".equals(direction),
        data.text("channel", MAX_NAME),
        data.reference("team"),
        data.reference("agent"),
        data.reference("customer"),
        data.text("priority", MAX_NAME),
        data.text("topic", MAX_NAME),
        data.named("attributes", MAX_ATTRIBUTES, MAX_TAG, MAX_NAME),
        data.texts("tags", MAX_TAGS, MAX_TAG));
  }

  private static Happening message(Fields data) {
    Fields author = data.object("author");
    if (author == null) {
      data.wrong("author", "is required: an object with the kind of its author");
      return new Happening.Noted();
    }
    data.checkText("text");
    AuthorKind kind = author.requiredConstant("kind", AuthorKind.class);
    String id = author.text("id", MAX_NAME);
    OptionalInt characters = data.length("characters", MAX_COUNT, MeasuredText::characters);
    OptionalInt words = data.length("words", MAX_COUNT, MeasuredText::words);
    OptionalInt sentiment =
        kind == AuthorKind.CUSTOMER ? data.sentiment("text") : OptionalInt.empty();
    boolean isPublic = data.flag("public", true);
    String channel = data.text("channel", MAX_NAME);
    String language = data.text("language", MAX_LANGUAGE);
    return kind == null
        ? new Happening.Noted()
        : new Happening.Message(
            kind, id, isPublic, words, characters, sentiment, channel, language);
  }

  private static Happening call(Fields data) {
    String outcome = data.required("outcome", 20);
    boolean isAnswered = outcome.equals("answered");
    if (!outcome.isEmpty() && !isAnswered && !outcome.equals("abandoned")) {
      data.wrong("outcome", "must be one of answered, abandoned");
    }
    long queued = data.whole("queued", 0, MAX_CALL_MS, true);
    long handled = data.whole("talk", 0, MAX_CALL_MS, false);
    handled += data.whole("hold", 0, MAX_CALL_MS, false);
    handled += data.whole("wrapUp", 0, MAX_CALL_MS, false);
    return new Happening.Called(
        isAnswered,
        queued,
        handled,
        data.reference("team"),
        data.reference("agent"),
        data.text("channel", MAX_NAME),
        data.flag("callback", false));
  }

  /** An invitation without an id is kept, and cannot be matched with an answer. */
  private static Happening delivered(Fields data) {
    String invitation = data.text("invitationId", MAX_NAME);
    return invitation == null ? new Happening.Noted() : new Happening.Delivered(invitation);
  }

  private static Optional<Assignee> assignee(Fields data, String name) {
    return data.has(name) ? Optional.of(new Assignee(data.reference(name))) : Optional.empty();
  }

  private static Happening statusChanged(Fields data) {
    Status to = data.requiredConstant("to", Status.class);
    Status from = data.constant("from", Status.class);
    String outcome = data.text("outcome", 20);
    if (outcome != null && !outcome.equals("resolved") && !outcome.equals("unresolved")) {
      data.wrong("outcome", "must be one of resolved, unresolved");
    }
    return to == null
        ? new Happening.Noted()
        : new Happening.StatusChanged(to, from, "unresolved".equals(outcome));
  }

  private static Happening rated(Fields data, @Nullable String invitation) {
    Scale scale = data.requiredConstant("scale", Scale.class);
    if (scale == null) {
      return new Happening.Noted();
    }
    data.checkText("comment");
    int value = data.whole("value", scale.lowest(), scale.highest(), true);
    return new Happening.Rated(
        scale, value, data.reference("about"), invitation, data.sentiment("comment"));
  }
}
