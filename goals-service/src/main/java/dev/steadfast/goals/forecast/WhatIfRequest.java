package dev.steadfast.goals.forecast;

import dev.steadfast.goals.goal.Amount;
import dev.steadfast.goals.plan.InitiativeKind;
import dev.steadfast.platform.problem.Findings;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A goal, and what would be otherwise about its initiatives. */
@Schema(
    name = "WhatIfRequest",
    requiredProperties = "goal",
    description = "At least one change: an initiative added, changed or left out.",
    examples =
        """
        {"goal": "01900000-0000-7000-8000-000000000001",
         "initiatives": [{"title": "Macros", "kind": "tooling", "start": "2026-12-01", "amount": "-PT4H", "uncertainty": "PT2H"},
           {"id": "01900000-0000-7000-8000-000000000002", "start": "2027-01-15"}],
         "without": ["01900000-0000-7000-8000-000000000003"]}
        """)
record WhatIfRequest(
    @Nullable UUID goal,
    @Schema(maxItems = 20) @Nullable List<@Nullable ChangePart> initiatives,
    @Schema(maxItems = 20, description = "Ids of planned initiatives that would not happen.")
        @Nullable List<@Nullable UUID> without) {
  static final int MOST = 20;
  private static final LocalDate EARLIEST = LocalDate.of(1970, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

  /** An initiative that would be added, or otherwise than it is planned. */
  @Schema(
      name = "WhatIfInitiative",
      description =
          "With an id, a planned initiative; what is not given stays. Without one, a new one in the goal's scope, which"
              + " has a kind or an amount.")
  record ChangePart(
      @Nullable UUID id,
      @Schema(maxLength = 200) @Nullable String title,
      @Schema(
              enumeration = {
                "training",
                "process",
                "tooling",
                "staffing",
                "content",
                "proactive-outreach",
                "other"
              })
          @Nullable String kind,
      @Schema(description = "The first day that it acts; today unless given.")
          @Nullable LocalDate start,
      @Schema(description = "In the unit of the goal's metric, for an average day.")
          @Nullable Amount amount,
      @Schema(description = "Standard deviation of the amount; 0 by default.")
          @Nullable Amount uncertainty) {}

  /** Notes what can be said without knowing the goal. */
  void check(Findings findings) {
    if (goal == null) {
      findings.add("/goal", "is required");
    }
    int changes =
        (initiatives == null ? 0 : initiatives.size()) + (without == null ? 0 : without.size());
    if (changes == 0) {
      findings.add("/initiatives", "names at least one change, or /without does");
    }
    Set<UUID> named = new HashSet<>();
    if (initiatives != null && fits(findings, "/initiatives", initiatives)) {
      for (int i = 0; i < initiatives.size(); i++) {
        change(findings, "/initiatives/" + i, initiatives.get(i), named);
      }
    }
    if (without != null && fits(findings, "/without", without)) {
      for (int i = 0; i < without.size(); i++) {
        UUID id = without.get(i);
        if (id == null) {
          findings.add("/without/" + i, "is the id of an initiative");
        } else if (!named.add(id)) {
          findings.add("/without/" + i, "is named twice");
        }
      }
    }
  }

  private static boolean fits(Findings findings, String pointer, List<?> list) {
    if (list.size() > MOST) {
      findings.add(pointer, "has at most " + MOST + " entries");
    }
    return list.size() <= MOST;
  }

  private static void change(
      Findings findings, String pointer, @Nullable ChangePart change, Set<UUID> named) {
    if (change == null) {
      findings.add(pointer, "is an object");
      return;
    }
    findings.optional(pointer + "/title", change.title(), 200);
    if (change.id() != null && !named.add(change.id())) {
      findings.add(pointer + "/id", "is named twice");
    }
    if (change.kind() != null && !InitiativeKind.codes().contains(change.kind())) {
      findings.add(pointer + "/kind", "is one of " + String.join(", ", InitiativeKind.codes()));
    }
    if (change.id() == null && change.kind() == null && change.amount() == null) {
      findings.add(pointer, "has an id, a kind or an amount");
    }
    LocalDate start = change.start();
    if (start != null && (start.isBefore(EARLIEST) || start.isAfter(LATEST))) {
      findings.add(pointer + "/start", "is between " + EARLIEST + " and " + LATEST);
    }
    if (change.uncertainty() != null && change.amount() == null) {
      findings.add(pointer + "/uncertainty", "goes with an amount only");
    } else if (change.uncertainty() != null && change.uncertainty().value() < 0) {
      findings.add(pointer + "/uncertainty", "is negative");
    }
  }
}
