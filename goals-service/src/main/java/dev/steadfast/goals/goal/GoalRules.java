package dev.steadfast.goals.goal;

import dev.steadfast.core.measure.Scope;
import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.platform.problem.Findings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules that a goal keeps, apart from those of its target. */
public final class GoalRules {
  static final int MAX_NAME = 200;
  static final int MAX_TEXT = 4_000;
  static final int MAX_TAGS = 20;
  static final int MAX_TAG = 50;
  static final int MAX_DAYS = 3_660;
  private static final LocalDate EARLIEST = LocalDate.of(1970, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

  private final Findings findings = new Findings();
  private final TargetRules.Measuring measuring;

  private GoalRules(TargetRules.Measuring measuring) {
    this.measuring = measuring;
  }

  /**
   * The terms that a request asks for.
   *
   * @param measuring finds the value of a baseline that is to be measured
   * @throws dev.steadfast.platform.problem.ProblemException {@code rule-violated} with every rule
   *     that it breaks
   */
  static GoalTerms check(GoalRequest request, TargetRules.Measuring measuring) {
    return new GoalRules(measuring).terms(request);
  }

  private GoalTerms terms(GoalRequest request) {
    String title = findings.text("/title", request.title(), MAX_NAME);
    findings.optional("/description", request.description(), MAX_TEXT);
    Optional<GoalTerms.Owner> owner = owner(request.owner());
    List<String> tags = tags(request.tags());
    Scope scope = scope(findings, request.scope());
    Optional<DateRange> period = period(request.period());
    TargetRules target = new TargetRules(findings, request.target(), scope, measuring);
    Optional<TargetRules.Checked> checked = target.check();
    findings.refuseIfAny();
    return new GoalTerms(
        title,
        Optional.ofNullable(request.description()),
        owner,
        scope,
        period.orElseThrow(),
        checked.orElseThrow().metric(),
        checked.orElseThrow().target(),
        checked.orElseThrow().baseline(),
        tags);
  }

  private Optional<GoalTerms.Owner> owner(GoalRequest.@Nullable OwnerPart owner) {
    if (owner == null) {
      return Optional.empty();
    }
    findings.optional("/owner/label", owner.label(), MAX_NAME);
    return Optional.of(
        new GoalTerms.Owner(
            findings.text("/owner/id", owner.id(), MAX_NAME), Optional.ofNullable(owner.label())));
  }

  private List<String> tags(@Nullable List<@Nullable String> tags) {
    List<String> checked = new ArrayList<>();
    if (tags == null) {
      return checked;
    }
    if (tags.size() > MAX_TAGS) {
      findings.add("/tags", "has at most " + MAX_TAGS + " tags");
    }
    for (int i = 0; i < tags.size(); i++) {
      String tag = findings.text("/tags/" + i, tags.get(i), MAX_TAG);
      if (!checked.contains(tag)) {
        checked.add(tag);
      }
    }
    return checked;
  }

  /** One of the scopes that are measured; all after noting that it is none. */
  public static Scope scope(Findings findings, @Nullable Map<String, @Nullable String> scope) {
    Map<String, String> values = new HashMap<>();
    if (scope != null) {
      for (var entry : scope.entrySet()) {
        String pointer = "/scope/" + entry.getKey().replace("~", "~0").replace("/", "~1");
        if (!Scope.DIMENSIONS.contains(entry.getKey())) {
          findings.add(pointer, "is none of " + String.join(", ", Scope.DIMENSIONS));
        } else {
          values.put(entry.getKey(), findings.text(pointer, entry.getValue(), MAX_NAME));
        }
      }
    }
    Scope asked = new Scope(values);
    if (!asked.isMerged()) {
      findings.add("/scope", "is none of the scopes that goals are measured in: " + merged());
    }
    return asked;
  }

  private static String merged() {
    return String.join(
        "; ",
        Scope.MERGED.stream()
            .map(names -> names.isEmpty() ? "nothing" : String.join(" and ", names))
            .toList());
  }

  private Optional<DateRange> period(GoalRequest.@Nullable PeriodPart period) {
    if (period == null) {
      findings.add("/period", "is required");
      return Optional.empty();
    }
    return dates(findings, "/period", period.from(), period.to());
  }

  /** Two days in order, within bounds. */
  static Optional<DateRange> dates(
      Findings findings, String pointer, @Nullable LocalDate from, @Nullable LocalDate to) {
    for (var day : new String[] {"from", "to"}) {
      LocalDate value = day.equals("from") ? from : to;
      if (value == null) {
        findings.add(pointer + "/" + day, "is required");
      } else if (value.isBefore(EARLIEST) || value.isAfter(LATEST)) {
        findings.add(pointer + "/" + day, "is between " + EARLIEST + " and " + LATEST);
      }
    }
    if (from == null || to == null || findings.concern(pointer)) {
      return Optional.empty();
    }
    if (to.isBefore(from)) {
      findings.add(pointer + "/to", "is before its start " + from);
      return Optional.empty();
    }
    DateRange range = new DateRange(from, to);
    if (range.days() > MAX_DAYS) {
      findings.add(pointer + "/to", "is more than " + MAX_DAYS + " days after its start");
    }
    return Optional.of(range);
  }
}
