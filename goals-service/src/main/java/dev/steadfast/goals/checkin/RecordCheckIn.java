package dev.steadfast.goals.checkin;

import dev.steadfast.platform.problem.Findings;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A report on a goal, of which at least one part is there. */
@Schema(
    name = "RecordCheckIn",
    examples =
        "{\"confidence\": 7, \"note\": \"The new macros help.\", \"blockers\": [\"Two agents are away.\"]}")
record RecordCheckIn(
    @Schema(minimum = "0", maximum = "10", description = "How sure to make it, 0 to 10.")
        @Nullable Integer confidence,
    @Schema(maxLength = 4000) @Nullable String note,
    @Schema(maxItems = 20, description = "What stands in the way; each at most 500 characters.")
        @Nullable List<@Nullable String> blockers) {
  private static final int MAX_NOTE = 4_000;
  private static final int MAX_BLOCKERS = 20;
  private static final int MAX_BLOCKER = 500;

  /** The blockers, once the report keeps the rules. */
  List<String> check() {
    Findings findings = new Findings();
    if (confidence == null && note == null && (blockers == null || blockers.isEmpty())) {
      findings.add("", "has a confidence, a note or blockers");
    }
    if (confidence != null && (confidence < 0 || confidence > 10)) {
      findings.add("/confidence", "is 0 to 10");
    }
    findings.optional("/note", note, MAX_NOTE);
    List<String> checked = new ArrayList<>();
    if (blockers != null) {
      if (blockers.size() > MAX_BLOCKERS) {
        findings.add("/blockers", "has at most " + MAX_BLOCKERS + " entries");
      }
      for (int i = 0; i < blockers.size(); i++) {
        checked.add(findings.text("/blockers/" + i, blockers.get(i), MAX_BLOCKER));
      }
    }
    findings.refuseIfAny();
    return checked;
  }
}
