package dev.steadfast.metrics.sla;

import dev.steadfast.metrics.sla.SlaPolicyRequest.ConditionsPart;
import dev.steadfast.metrics.sla.SlaPolicyRequest.TargetPart;
import dev.steadfast.metrics.timeline.SlaPolicy.Target;
import dev.steadfast.metrics.timeline.TargetClock;
import dev.steadfast.metrics.timeline.TargetKind;
import dev.steadfast.platform.problem.Findings;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a policy must keep to be one. */
final class SlaPolicyRules {
  private static final int MAX_TEXT = 200;
  private static final int MAX_POSITION = 100_000;
  private static final int MAX_VALUES = 50;
  private static final int MAX_DURATION_TEXT = 40;
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2099-12-31T00:00:00Z");

  private final Findings findings = new Findings();
  private final Function<UUID, Optional<TargetClock.Business>> schedules;

  private SlaPolicyRules(Function<UUID, Optional<TargetClock.Business>> schedules) {
    this.schedules = schedules;
  }

  /** What a policy asks for, checked. */
  record Terms(
      String name,
      int position,
      Set<String> channels,
      Set<String> priorities,
      Set<String> teams,
      List<Target> targets) {
    /** The schedules that its targets go by. */
    Set<UUID> schedules() {
      Set<UUID> used = new LinkedHashSet<>();
      for (Target target : targets) {
        if (target.clock() instanceof TargetClock.Business business) {
          used.add(business.schedule());
        }
      }
      return used;
    }
  }

  /**
   * The terms that are asked for.
   *
   * @param schedules finds those of the tenant
   * @throws dev.steadfast.platform.problem.ProblemException {@code rule-violated} with all that is
   *     wrong
   */
  static Terms check(
      SlaPolicyRequest request, Function<UUID, Optional<TargetClock.Business>> schedules) {
    return new SlaPolicyRules(schedules).terms(request);
  }

  private Terms terms(SlaPolicyRequest request) {
    String name = findings.text("/name", request.name(), MAX_TEXT);
    Integer position = request.position();
    if (position == null) {
      findings.add("/position", "is required");
    } else if (position < 0 || position > MAX_POSITION) {
      findings.add("/position", "is 0 to " + MAX_POSITION);
    }
    OffsetDateTime from = request.validFrom();
    if (from != null && (from.toInstant().isBefore(FIRST) || from.toInstant().isAfter(LAST))) {
      findings.add("/validFrom", "is within " + FIRST + " and " + LAST);
    }
    ConditionsPart conditions =
        request.conditions() == null ? new ConditionsPart(null, null, null) : request.conditions();
    Set<String> channels = values("/conditions/channel", conditions.channel());
    Set<String> priorities = values("/conditions/priority", conditions.priority());
    Set<String> teams = values("/conditions/team", conditions.team());
    List<Target> targets = targets(request.targets());
    findings.refuseIfAny();
    return new Terms(name, position == null ? 0 : position, channels, priorities, teams, targets);
  }

  private Set<String> values(String pointer, @Nullable List<@Nullable String> values) {
    Set<String> checked = new LinkedHashSet<>();
    if (values == null) {
      return checked;
    }
    if (values.size() > MAX_VALUES) {
      findings.add(pointer, "has at most " + MAX_VALUES + " values");
      return checked;
    }
    for (int i = 0; i < values.size(); i++) {
      checked.add(findings.text(pointer + "/" + i, values.get(i), MAX_TEXT));
    }
    return checked;
  }

  private List<Target> targets(@Nullable List<@Nullable TargetPart> parts) {
    List<Target> checked = new ArrayList<>();
    if (parts == null || parts.isEmpty()) {
      findings.add("/targets", "has at least one target");
      return checked;
    }
    if (parts.size() > TargetKind.values().length) {
      findings.add("/targets", "has at most one target of each kind");
      return checked;
    }
    Set<TargetKind> kinds = EnumSet.noneOf(TargetKind.class);
    for (int i = 0; i < parts.size(); i++) {
      String pointer = "/targets/" + i;
      TargetPart part = parts.get(i);
      if (part == null) {
        findings.add(pointer, "is required");
        continue;
      }
      Optional<TargetKind> kind = TargetKind.of(part.kind() == null ? "" : part.kind());
      if (kind.isEmpty()) {
        findings.add(
            pointer + "/kind", "is one of first-response, next-response, resolution, agent-work");
      } else if (!kinds.add(kind.get())) {
        findings.add(pointer + "/kind", "is there more than once");
      }
      target(pointer, part, kind).ifPresent(checked::add);
    }
    return checked;
  }

  private Optional<Target> target(String pointer, TargetPart part, Optional<TargetKind> kind) {
    OptionalLong limit =
        part.limit() == null ? OptionalLong.empty() : limit(pointer + "/limit", part.limit());
    Map<String, Long> byPriority = byPriority(pointer, part.limitByPriority());
    if (part.limit() == null && byPriority.isEmpty()) {
      findings.add(pointer + "/limit", "is required where no priority has a limit");
    }
    Optional<TargetClock> clock = clock(pointer, part);
    return findings.concern(pointer) || kind.isEmpty() || clock.isEmpty()
        ? Optional.empty()
        : Optional.of(new Target(kind.get(), limit, byPriority, clock.get()));
  }

  private Map<String, Long> byPriority(
      String pointer, @Nullable Map<String, @Nullable String> limits) {
    Map<String, Long> checked = new HashMap<>();
    if (limits == null) {
      return checked;
    }
    if (limits.size() > MAX_VALUES) {
      findings.add(pointer + "/limitByPriority", "has at most " + MAX_VALUES + " priorities");
      return checked;
    }
    limits.forEach(
        (priority, text) -> {
          String at =
              pointer + "/limitByPriority/" + priority.replace("~", "~0").replace("/", "~1");
          findings.text(at, priority, MAX_TEXT);
          limit(at, text == null ? "" : text).ifPresent(limit -> checked.put(priority, limit));
        });
    return checked;
  }

  private OptionalLong limit(String pointer, String text) {
    try {
      Duration given = text.length() > MAX_DURATION_TEXT ? Duration.ZERO : Duration.parse(text);
      if (given.compareTo(SHORTEST) >= 0 && given.compareTo(LONGEST) <= 0) {
        return OptionalLong.of(given.toMillis());
      }
      findings.add(pointer, "is " + SHORTEST + " to P366D");
    } catch (DateTimeParseException | ArithmeticException e) {
      findings.add(pointer, "is an ISO 8601 duration such as PT4H or P3D");
    }
    return OptionalLong.empty();
  }

  private Optional<TargetClock> clock(String pointer, TargetPart part) {
    String clock = part.clock() == null ? TargetPart.CALENDAR : part.clock();
    UUID schedule = part.scheduleId();
    return switch (clock) {
      case TargetPart.CALENDAR -> {
        if (schedule != null) {
          findings.add(pointer + "/scheduleId", "is only for the business clock");
        }
        yield Optional.of(new TargetClock.Calendar());
      }
      case TargetPart.BUSINESS -> business(pointer, schedule);
      default -> {
        findings.add(pointer + "/clock", "is calendar or business");
        yield Optional.empty();
      }
    };
  }

  private Optional<TargetClock> business(String pointer, @Nullable UUID schedule) {
    if (schedule == null) {
      findings.add(pointer + "/scheduleId", "is required for the business clock");
      return Optional.empty();
    }
    Optional<TargetClock.Business> found = schedules.apply(schedule);
    if (found.isEmpty()) {
      findings.add(pointer + "/scheduleId", "is the id of no schedule");
    }
    return found.map(TargetClock.class::cast);
  }
}
