package dev.steadfast.metrics.timeline;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.contracts.metric.SlaMetrics;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a target is a limit for. */
public enum TargetKind {
  /** Up to the first public reply. */
  FIRST_RESPONSE(SlaMetrics.FIRST_RESPONSE, Hands.AGENT, Hands.THIRD_PARTY, Hands.REQUESTER),
  /** From a customer's message that nobody has answered to the answer. */
  NEXT_RESPONSE(SlaMetrics.NEXT_RESPONSE, Hands.AGENT, Hands.THIRD_PARTY, Hands.REQUESTER),
  /** Time in which the requester waits, up to the last resolution. */
  RESOLUTION(SlaMetrics.RESOLUTION, Hands.AGENT, Hands.THIRD_PARTY),
  /** Time with the agents, up to the last resolution. */
  AGENT_WORK(SlaMetrics.AGENT_WORK, Hands.AGENT);

  // Definitions are records of texts and numbers.
  @SuppressWarnings("ImmutableEnumChecker")
  private final MetricDefinition metric;

  // Unmodifiable.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Set<Hands> counted;

  TargetKind(MetricDefinition metric, Hands... counted) {
    this.metric = metric;
    this.counted = Set.of(counted);
  }

  /** The share of those that were met. */
  public MetricDefinition metric() {
    return metric;
  }

  /** Whether time passes for it while the interaction is in those hands. */
  boolean counts(Hands hands) {
    return counted.contains(hands);
  }

  /** Whether a resolution meets it, until it is reopened. */
  boolean isMetByResolution() {
    return this == RESOLUTION || this == AGENT_WORK;
  }

  /** How the API names it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind of that code, or empty. */
  public static Optional<TargetKind> of(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
  }
}
