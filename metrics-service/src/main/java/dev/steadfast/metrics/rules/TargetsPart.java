package dev.steadfast.metrics.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steadfast.metrics.timeline.ServiceLevels;
import dev.steadfast.metrics.timeline.SlaPolicy;
import dev.steadfast.metrics.timeline.SlaPolicy.Target;
import dev.steadfast.metrics.timeline.TargetClock;
import dev.steadfast.metrics.timeline.TargetKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * The policies within rules, each for as long as it is in force, with the schedules as they were
 * then. What is in force before an instant does not change after it, unless people say so.
 */
public final class TargetsPart {
  private static final String PART = "targets";

  private TargetsPart() {}

  static ServiceLevels read(ObjectNode document) {
    JsonNode part = document.path(PART);
    List<SlaPolicy> policies = new ArrayList<>();
    part.path("policies").forEach(one -> policies.add(policy(one, part.path("schedules"))));
    return new ServiceLevels(policies);
  }

  /**
   * Puts a policy in the place of all of it that is in force from its instant on. Returns how many
   * there are now, those of the past too.
   */
  public static int put(ObjectNode document, SlaPolicy policy) {
    List<SlaPolicy> policies = until(document, policy.id(), policy.from());
    policies.add(policy);
    write(document, policies);
    return policies.size();
  }

  /** The policy is in force no longer than that. */
  public static void end(ObjectNode document, UUID policy, long at) {
    write(document, until(document, policy, at));
  }

  private static List<SlaPolicy> until(ObjectNode document, UUID policy, long at) {
    List<SlaPolicy> all = new ArrayList<>();
    for (SlaPolicy one : read(document).policies()) {
      if (!one.id().equals(policy) || one.until() <= at) {
        all.add(one);
      } else if (one.from() < at) {
        all.add(inForce(one, one.from(), at));
      }
    }
    return all;
  }

  /** What is applied from that instant on measures by the schedule as it is now. */
  static void replace(ObjectNode document, TargetClock.Business now, long at) {
    UUID schedule = now.schedule();
    List<SlaPolicy> all = new ArrayList<>();
    for (SlaPolicy one : read(document).policies()) {
      if (one.until() <= at || !uses(one, schedule)) {
        all.add(one);
        continue;
      }
      if (one.from() < at) {
        all.add(inForce(one, one.from(), at));
      }
      all.add(
          withTargets(
              inForce(one, Math.max(one.from(), at), one.until()),
              target ->
                  isBy(target, schedule)
                      ? new Target(target.kind(), target.limit(), target.byPriority(), now)
                      : target));
    }
    write(document, all);
  }

  private static boolean uses(SlaPolicy policy, UUID schedule) {
    return policy.targets().stream().anyMatch(target -> isBy(target, schedule));
  }

  private static boolean isBy(Target target, UUID schedule) {
    return target.clock() instanceof TargetClock.Business business
        && business.schedule().equals(schedule);
  }

  private static SlaPolicy inForce(SlaPolicy one, long from, long until) {
    return new SlaPolicy(
        one.id(),
        one.version(),
        one.name(),
        one.position(),
        from,
        until,
        one.channels(),
        one.priorities(),
        one.teams(),
        one.targets());
  }

  private static SlaPolicy withTargets(SlaPolicy one, UnaryOperator<Target> change) {
    return new SlaPolicy(
        one.id(),
        one.version(),
        one.name(),
        one.position(),
        one.from(),
        one.until(),
        one.channels(),
        one.priorities(),
        one.teams(),
        one.targets().stream().map(change).toList());
  }

  private static void write(ObjectNode document, List<SlaPolicy> policies) {
    ObjectNode part = document.putObject(PART);
    ArrayNode list = part.putArray("policies");
    ObjectNode schedules = part.putObject("schedules");
    for (SlaPolicy policy : policies) {
      ObjectNode one = list.addObject();
      one.put("id", policy.id().toString());
      one.put("version", policy.version());
      one.put("name", policy.name());
      one.put("position", policy.position());
      one.put("from", policy.from());
      one.put("until", policy.until());
      policy.channels().stream().sorted().forEach(one.putArray("channels")::add);
      policy.priorities().stream().sorted().forEach(one.putArray("priorities")::add);
      policy.teams().stream().sorted().forEach(one.putArray("teams")::add);
      ArrayNode targets = one.putArray("targets");
      policy.targets().forEach(target -> write(targets.addObject(), target, schedules));
    }
  }

  private static void write(ObjectNode json, Target target, ObjectNode schedules) {
    json.put("kind", target.kind().code());
    target.limit().ifPresent(limit -> json.put("limit", limit));
    ObjectNode byPriority = json.putObject("byPriority");
    target.byPriority().forEach(byPriority::put);
    if (target.clock() instanceof TargetClock.Business business) {
      String name = business.schedule() + "@" + business.version();
      json.put("schedule", name);
      if (!schedules.has(name)) {
        schedules.set(name, ScheduleDocument.of(business.hours()));
      }
    }
  }

  private static SlaPolicy policy(JsonNode json, JsonNode schedules) {
    List<Target> targets = new ArrayList<>();
    json.path("targets").forEach(target -> targets.add(target(target, schedules)));
    return new SlaPolicy(
        UUID.fromString(json.path("id").asText()),
        json.path("version").asLong(),
        json.path("name").asText(),
        json.path("position").asInt(),
        json.path("from").asLong(),
        json.path("until").asLong(),
        texts(json.path("channels")),
        texts(json.path("priorities")),
        texts(json.path("teams")),
        targets);
  }

  private static Target target(JsonNode json, JsonNode schedules) {
    Map<String, Long> byPriority = new HashMap<>();
    json.path("byPriority")
        .properties()
        .forEach(one -> byPriority.put(one.getKey(), one.getValue().asLong()));
    return new Target(
        TargetKind.of(json.path("kind").asText()).orElseThrow(),
        json.has("limit") ? OptionalLong.of(json.path("limit").asLong()) : OptionalLong.empty(),
        byPriority,
        clock(json.path("schedule").asText(), schedules));
  }

  private static TargetClock clock(String name, JsonNode schedules) {
    int at = name.indexOf('@');
    return at < 0
        ? new TargetClock.Calendar()
        : new TargetClock.Business(
            UUID.fromString(name.substring(0, at)),
            Long.parseLong(name, at + 1, name.length(), 10),
            ScheduleDocument.read(schedules.path(name)));
  }

  private static Set<String> texts(JsonNode list) {
    Set<String> texts = new HashSet<>();
    list.forEach(one -> texts.add(one.asText()));
    return texts;
  }
}
