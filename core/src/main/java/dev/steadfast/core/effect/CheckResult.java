package dev.steadfast.core.effect;

/** How a check of an assumption came out; only a failed one makes the verdict cannot-tell. */
public enum CheckResult {
  PASSED,
  FAILED,
  NOT_POSSIBLE
}
