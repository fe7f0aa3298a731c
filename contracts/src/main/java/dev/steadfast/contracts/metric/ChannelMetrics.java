package dev.steadfast.contracts.metric;

import dev.steadfast.contracts.metric.MetricDefinition.Direction;
import dev.steadfast.contracts.metric.MetricDefinition.Kind;
import java.util.List;

/** The shares of channels by other channels than the one that an interaction began in. */
public final class ChannelMetrics {
  public static final MetricDefinition LAST_CHANNEL_SHARE =
      new MetricDefinition(
          "channel-share.last",
          1,
          "Share of channel, by the last contact",
          "The share of each channel in the interactions that began, by the channel that they were last in: that of the"
              + " last public message or call that tells its channel, else the one that they began in. Group it by"
              + " channel: the shares of all channels are 100 percent. Interactions without a channel are out.",
          "percent",
          Direction.NEITHER,
          Kind.PART,
          "the interaction is opened",
          "the last public message or call that tells its channel, or the opening",
          "when it was opened",
          "interactions with a channel",
          Aggregation.SHARE,
          50);

  public static final MetricDefinition EACH_CHANNEL_SHARE =
      new MetricDefinition(
          "channel-share.each",
          1,
          "Share of channel, by each that was used",
          "The share of each channel in all uses of channels by the interactions that began: each channel that an"
              + " interaction began in, or that a public message or a call of it tells, is one use, however often it"
              + " was used. Group it by channel: the shares of all channels are 100 percent of the uses, which are"
              + " more than the interactions. Interactions without a channel are out.",
          "percent",
          Direction.NEITHER,
          Kind.PART,
          "the interaction is opened",
          "the first public message or call that tells that channel, or the opening",
          "when it was opened",
          "channels that an interaction used",
          Aggregation.SHARE,
          50);

  static final List<MetricDefinition> ALL = List.of(LAST_CHANNEL_SHARE, EACH_CHANNEL_SHARE);

  private ChannelMetrics() {}
}
