package dev.steadfast.metrics.imports;

import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.platform.problem.FieldError;
import dev.steadfast.platform.problem.ProblemException;
import java.util.List;

/** The ways to say that a file does not fit its mapping. */
final class Mismatch {
  private Mismatch() {}

  /** At one line of the file. */
  static ProblemException at(long line, String detail) {
    return of(List.of(new FieldError("/file/line/" + line, detail)));
  }

  /** At one place of a line. */
  static ProblemException at(long line, String kind, String place, String detail) {
    return of(List.of(new FieldError("/file/line/" + line + "/" + kind + "/" + place, detail)));
  }

  /** In several places. */
  static ProblemException of(List<FieldError> errors) {
    String first = errors.getFirst().detail();
    return new ProblemException(
        ProblemCode.IMPORT_MISMATCH,
        "The file does not fit the mapping: "
            + first
            + (errors.size() == 1 ? "." : ", and " + (errors.size() - 1) + " more."),
        errors);
  }

  /** A fault of a row. */
  static FieldError error(RowFault fault) {
    String column = fault.column() == null ? "" : "/column/" + fault.column().replace("/", "~1");
    String shown = fault.value() == null ? "" : " It is '" + fault.value() + "'.";
    return new FieldError(
        "/file/line/" + fault.line() + column,
        "line "
            + fault.line()
            + (fault.column() == null ? "" : ", column '" + fault.column() + "'")
            + ": "
            + fault.reason()
            + shown);
  }
}
