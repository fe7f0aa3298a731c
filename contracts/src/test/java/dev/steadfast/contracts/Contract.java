package dev.steadfast.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steadfast.contracts.alert.AlertChanged;
import dev.steadfast.contracts.erasure.PersonErased;
import dev.steadfast.contracts.event.ArticleViewed;
import dev.steadfast.contracts.event.ArticleVoted;
import dev.steadfast.contracts.event.CallEnded;
import dev.steadfast.contracts.event.EventType;
import dev.steadfast.contracts.event.EventWithdrawn;
import dev.steadfast.contracts.event.InteractionAssigned;
import dev.steadfast.contracts.event.InteractionMerged;
import dev.steadfast.contracts.event.InteractionOpened;
import dev.steadfast.contracts.event.InteractionPrioritised;
import dev.steadfast.contracts.event.InteractionStatusChanged;
import dev.steadfast.contracts.event.InteractionTagged;
import dev.steadfast.contracts.event.MessageAdded;
import dev.steadfast.contracts.event.ObservationRecorded;
import dev.steadfast.contracts.event.OutreachSent;
import dev.steadfast.contracts.event.RatingGiven;
import dev.steadfast.contracts.event.SearchPerformed;
import dev.steadfast.contracts.feedback.FeedbackAnswered;
import dev.steadfast.contracts.feedback.FeedbackDelivered;
import dev.steadfast.contracts.feedback.FeedbackInvited;
import dev.steadfast.contracts.feedback.FeedbackWithdrawn;
import dev.steadfast.contracts.goal.GoalChanged;
import dev.steadfast.contracts.goal.GoalCheckedIn;
import dev.steadfast.contracts.goal.GoalClosed;
import dev.steadfast.contracts.goal.GoalProgressed;
import dev.steadfast.contracts.goal.GoalStatusChanged;
import dev.steadfast.contracts.interaction.InteractionState;
import dev.steadfast.contracts.metric.MetricDay;
import dev.steadfast.contracts.metric.SilentSources;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** A message type, the topic that carries it, and the record of its data unless it has none. */
record Contract(String type, String topic, Optional<Class<? extends Record>> data) {

  static Stream<Contract> all() {
    return Stream.concat(Arrays.stream(EventType.values()).map(Contract::of), own());
  }

  static Stream<Contract> withRecord() {
    return all().filter(contract -> contract.data().isPresent());
  }

  private static Stream<Contract> own() {
    return Stream.of(
        with("dev.steadfast.interaction.changed.v1", Topics.INTERACTIONS, InteractionState.class),
        with("dev.steadfast.metric-day.changed.v2", Topics.METRIC_DAYS, MetricDay.class),
        with("dev.steadfast.metric-day.no-data.v1", Topics.METRIC_DAYS, SilentSources.class),
        with("dev.steadfast.goal.created.v1", Topics.GOAL_EVENTS, GoalChanged.class),
        with("dev.steadfast.goal.revised.v1", Topics.GOAL_EVENTS, GoalChanged.class),
        with("dev.steadfast.goal.activated.v1", Topics.GOAL_EVENTS, GoalChanged.class),
        with("dev.steadfast.goal.progressed.v1", Topics.GOAL_EVENTS, GoalProgressed.class),
        with("dev.steadfast.goal.status-changed.v1", Topics.GOAL_EVENTS, GoalStatusChanged.class),
        with("dev.steadfast.goal.checked-in.v1", Topics.GOAL_EVENTS, GoalCheckedIn.class),
        with("dev.steadfast.goal.closed.v1", Topics.GOAL_EVENTS, GoalClosed.class),
        with("dev.steadfast.alert.fired.v1", Topics.ALERT_EVENTS, AlertChanged.class),
        with("dev.steadfast.alert.cleared.v1", Topics.ALERT_EVENTS, AlertChanged.class),
        with("dev.steadfast.alert.no-data.v1", Topics.ALERT_EVENTS, AlertChanged.class),
        with("dev.steadfast.person.erased.v1", Topics.ERASURES, PersonErased.class));
  }

  private static Contract of(EventType event) {
    return switch (event) {
      case INTERACTION_OPENED -> support(event, InteractionOpened.class);
      case INTERACTION_PRIORITISED -> support(event, InteractionPrioritised.class);
      case INTERACTION_TAGGED -> support(event, InteractionTagged.class);
      case INTERACTION_ASSIGNED -> support(event, InteractionAssigned.class);
      case MESSAGE_ADDED -> support(event, MessageAdded.class);
      case INTERACTION_STATUS_CHANGED -> support(event, InteractionStatusChanged.class);
      case INTERACTION_MERGED -> support(event, InteractionMerged.class);
      case INTERACTION_SPAM, INTERACTION_DELETED ->
          new Contract(event.typeName(), Topics.SUPPORT_EVENTS, Optional.empty());
      case CALL_ENDED -> support(event, CallEnded.class);
      case RATING_GIVEN -> support(event, RatingGiven.class);
      case FEEDBACK_INVITED -> feedback(event, FeedbackInvited.class);
      case FEEDBACK_DELIVERED -> feedback(event, FeedbackDelivered.class);
      case FEEDBACK_ANSWERED -> feedback(event, FeedbackAnswered.class);
      case FEEDBACK_WITHDRAWN -> feedback(event, FeedbackWithdrawn.class);
      case ARTICLE_VIEWED -> support(event, ArticleViewed.class);
      case ARTICLE_VOTED -> support(event, ArticleVoted.class);
      case SEARCH_PERFORMED -> support(event, SearchPerformed.class);
      case OUTREACH_SENT -> support(event, OutreachSent.class);
      case OBSERVATION_RECORDED -> support(event, ObservationRecorded.class);
      case EVENT_WITHDRAWN -> support(event, EventWithdrawn.class);
    };
  }

  private static Contract support(EventType event, Class<? extends Record> data) {
    return with(event.typeName(), Topics.SUPPORT_EVENTS, data);
  }

  private static Contract feedback(EventType event, Class<? extends Record> data) {
    return with(event.typeName(), Topics.FEEDBACK_EVENTS, data);
  }

  private static Contract with(String type, String topic, Class<? extends Record> data) {
    return new Contract(type, topic, Optional.of(data));
  }

  /** The schema of the data. */
  JsonNode schema() {
    return Schemas.read("schemas", type);
  }

  /** A fresh copy of the golden sample. */
  ObjectNode sample() {
    return (ObjectNode) Schemas.read("samples", type);
  }

  /** The data of a fresh copy of the golden sample. */
  ObjectNode sampleData() {
    return (ObjectNode) sample().required("data");
  }

  @Override
  public String toString() {
    return type;
  }
}
