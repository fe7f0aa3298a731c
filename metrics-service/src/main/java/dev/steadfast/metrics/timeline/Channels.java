package dev.steadfast.metrics.timeline;

import dev.steadfast.contracts.metric.ChannelMetrics;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** By which channels an interaction came, as far as its events tell. */
final class Channels {
  private record Use(String channel, int toldBy) {}

  private final @Nullable Trace trace;
  private final List<Use> used = new ArrayList<>(1);
  private @Nullable Use last;

  Channels(@Nullable Trace trace) {
    this.trace = trace;
  }

  void opened(@Nullable String channel, int event) {
    use(channel, event);
  }

  /** A public message or a call; one that does not tell its channel changes nothing. */
  void used(@Nullable String channel, int event) {
    if (channel != null) {
      Trace.did(trace, Step.CAME_BY_CHANNEL);
    }
    use(channel, event);
  }

  private void use(@Nullable String channel, int event) {
    if (channel == null) {
      return;
    }
    last = new Use(channel, event);
    if (used.stream().noneMatch(one -> one.channel().equals(channel))) {
      used.add(last);
    }
  }

  void addTo(Observations observations, @Nullable Moment opening) {
    if (opening == null || last == null) {
      Absence absence = opening == null ? Absence.NOT_OPENED : Absence.NO_CHANNEL;
      observations.none(ChannelMetrics.LAST_CHANNEL_SHARE, absence);
      observations.none(ChannelMetrics.EACH_CHANNEL_SHARE, absence);
      return;
    }
    observations.addIn(
        last.channel(), ChannelMetrics.LAST_CHANNEL_SHARE, 0, opening, last.toldBy());
    for (int i = 0; i < used.size(); i++) {
      Use use = used.get(i);
      observations.addIn(
          use.channel(), ChannelMetrics.EACH_CHANNEL_SHARE, i, opening, use.toldBy());
    }
  }
}
