package dev.steadfast.launcher.demo;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One event of the simulated helpdesk.
 *
 * @param id unique in the demo's source, and the same in every run with the same anchor
 * @param type without the common {@code support.} and {@code .v1}
 * @param subject the interaction
 */
record DemoEvent(String id, String type, String subject, Instant time, Map<String, Object> data) {
  static final String SOURCE = "/demo/helpdesk";
  static final String SYSTEM = "demo-helpdesk";

  /** The same event at another time. */
  DemoEvent at(Instant other) {
    return new DemoEvent(id, type, subject, other, data);
  }

  /** The fields of a CloudEvent in JSON. */
  Map<String, Object> cloudEvent() {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("specversion", "1.0");
    event.put("id", id);
    event.put("source", SOURCE);
    event.put("system", SYSTEM);
    event.put("type", "support." + type + ".v1");
    event.put("subject", subject);
    event.put("time", time.truncatedTo(ChronoUnit.MILLIS).toString());
    event.put("datacontenttype", "application/json");
    event.put("data", data);
    return event;
  }
}
