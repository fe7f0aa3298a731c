package dev.steadfast.launcher.suite;

/** The suite cannot start or go on; the message is meant for the person at the terminal. */
public final class SuiteFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SuiteFailure(String message) {
    super(message);
  }

  public SuiteFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
