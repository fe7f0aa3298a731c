package dev.steadfast.metrics.timeline;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is told of an interaction beside its course: the last word counts, whenever it began. */
final class Particulars {
  private @Nullable String channel;
  private @Nullable String priority;
  private @Nullable String customer;
  private @Nullable String topic;
  private @Nullable String language;
  private Map<String, String> attributes = Map.of();
  private @Nullable List<String> tags;

  /** Events of an earlier instant may have said more recent things already. */
  void opened(Happening.Opened opened) {
    channel = channel == null ? opened.channel() : channel;
    priority = priority == null ? opened.priority() : priority;
    customer = customer == null ? opened.customer() : customer;
    topic = opened.topic();
    attributes = opened.attributes();
    tags = tags == null ? opened.tags() : tags;
  }

  void prioritised(String to) {
    priority = to;
  }

  void tagged(List<String> all) {
    tags = all;
  }

  void visitedBy(@Nullable String visitor) {
    customer = customer == null ? visitor : customer;
  }

  void customerWrote(@Nullable String inLanguage) {
    language = language == null ? inLanguage : language;
  }

  @Nullable String channel() {
    return channel;
  }

  @Nullable String priority() {
    return priority;
  }

  @Nullable String customer() {
    return customer;
  }

  @Nullable String topic() {
    return topic;
  }

  Traits traits(@Nullable Opening opening) {
    String told = attributes.getOrDefault("language", language);
    if (opening == null && told == null && tags == null) {
      return Traits.NONE;
    }
    return new Traits(
        opening == null ? null : opening.proactive() ? "proactive" : "inbound",
        told,
        attributes,
        tags == null ? List.of() : List.copyOf(new TreeSet<>(tags)));
  }
}
