package dev.steadfast.contracts;

/**
 * The names of the Kafka topics. A record that can never succeed goes to {@link
 * #deadLetter(String)}.
 */
public final class Topics {
  public static final String SUPPORT_EVENTS = "support-events";
  public static final String INTERACTIONS = "interactions";
  public static final String METRIC_DAYS = "metric-days";
  public static final String FEEDBACK_EVENTS = "feedback-events";
  public static final String GOAL_EVENTS = "goal-events";
  public static final String ALERT_EVENTS = "alert-events";
  public static final String ERASURES = "erasures";

  private Topics() {}

  /** The topic for records of {@code topic} that can never succeed. */
  public static String deadLetter(String topic) {
    return topic + ".dead-letter";
  }
}
