package dev.steadfast.platform.problem;

import dev.steadfast.contracts.problem.ProblemCode;
import java.util.List;

/** A refusal with a stable code. Thrown anywhere below a resource, answered as problem+json. */
public class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ProblemCode code;
  private final transient List<FieldError> errors;

  public ProblemException(ProblemCode code, String detail) {
    this(code, detail, List.of());
  }

  public ProblemException(ProblemCode code, String detail, List<FieldError> errors) {
    super(detail);
    this.code = code;
    this.errors = List.copyOf(errors);
  }

  /** A violated rule at one place of the body. */
  public static ProblemException ruleViolated(String pointer, String detail) {
    return new ProblemException(
        ProblemCode.RULE_VIOLATED, detail, List.of(new FieldError(pointer, detail)));
  }

  /** A bad value of a query, path or header parameter. */
  public static ProblemException invalidParameter(String name, String detail) {
    return new ProblemException(
        ProblemCode.INVALID_PARAMETER, detail, List.of(new FieldError(name, detail)));
  }

  /** Nothing of that kind and id, as far as the caller may know. */
  public static ProblemException notFound(String kind, Object id) {
    return new ProblemException(ProblemCode.NOT_FOUND, "There is no " + kind + " " + id + ".");
  }

  public ProblemCode code() {
    return code;
  }

  public List<FieldError> errors() {
    return errors;
  }
}
