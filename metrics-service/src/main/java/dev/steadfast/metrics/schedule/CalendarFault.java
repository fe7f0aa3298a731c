package dev.steadfast.metrics.schedule;

import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.platform.problem.FieldError;
import dev.steadfast.platform.problem.ProblemException;
import java.util.List;

/** What is wrong with an iCalendar file, and in which line. */
final class CalendarFault extends ProblemException {
  private static final long serialVersionUID = 1L;

  private CalendarFault(ProblemCode code, int line, String detail) {
    super(
        code,
        "Line " + line + ": " + detail + ".",
        List.of(new FieldError("line " + line, detail)));
  }

  /** Text that is no iCalendar: {@code malformed-request}. */
  static CalendarFault unreadable(int line, String detail) {
    return new CalendarFault(ProblemCode.MALFORMED_REQUEST, line, detail);
  }

  /** An iCalendar whose events are no holidays: {@code rule-violated}. */
  static CalendarFault refused(int line, String detail) {
    return new CalendarFault(ProblemCode.RULE_VIOLATED, line, detail);
  }
}
