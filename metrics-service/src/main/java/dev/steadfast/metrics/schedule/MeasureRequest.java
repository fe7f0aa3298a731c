package dev.steadfast.metrics.schedule;

import dev.steadfast.core.schedule.ClockRule;
import dev.steadfast.platform.problem.Findings;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The span to measure. */
@Schema(
    name = "MeasureRequest",
    requiredProperties = {"from", "to"},
    examples =
        """
        {"from": "2026-03-06T16:30:00+01:00", "to": "2026-03-09T09:30:00+01:00"}
        """)
record MeasureRequest(
    @Nullable OffsetDateTime from,
    @Schema(description = "Not before from, and at most 100 years after it.")
        @Nullable OffsetDateTime to,
    @Schema(
            enumeration = {"sum-over-history", "at-end"},
            defaultValue = "sum-over-history",
            description =
                "Each part of the span by the version in force in it, or all of it by the one in force at its end.")
        @Nullable String clockRule) {
  private static final Duration LONGEST = Duration.ofDays(36_525);
  private static final Instant FIRST = startOf(Validity.ALL.from());
  private static final Instant END = startOf(Validity.ALL.to().plusDays(1));

  private static Instant startOf(LocalDate date) {
    return date.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** A span that can be measured. */
  record Checked(Instant from, Instant to, ClockRule rule) {}

  /**
   * The span.
   *
   * @throws dev.steadfast.platform.problem.ProblemException {@code rule-violated}
   */
  Checked check() {
    Findings findings = new Findings();
    Instant start = instant(findings, "/from", from);
    Instant end = instant(findings, "/to", to);
    if (start.isAfter(end) && !findings.concern("/")) {
      findings.add("/to", "is before from");
    }
    if (!findings.concern("/") && Duration.between(start, end).compareTo(LONGEST) > 0) {
      findings.add("/to", "is more than 100 years after from");
    }
    ClockRule rule =
        clockRule == null
            ? ClockRule.SUM_OVER_HISTORY
            : ClockRule.named(clockRule)
                .orElseGet(
                    () -> {
                      findings.add("/clockRule", "is sum-over-history or at-end");
                      return ClockRule.SUM_OVER_HISTORY;
                    });
    findings.refuseIfAny();
    return new Checked(start, end, rule);
  }

  private static Instant instant(Findings findings, String pointer, @Nullable OffsetDateTime time) {
    if (time == null) {
      findings.add(pointer, "is required");
      return FIRST;
    }
    Instant instant = time.toInstant();
    if (instant.isBefore(FIRST) || instant.isAfter(END)) {
      findings.add(pointer, "is within " + Validity.ALL);
      return FIRST;
    }
    return instant;
  }
}
