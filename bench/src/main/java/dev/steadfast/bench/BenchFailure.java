package dev.steadfast.bench;

/** A run that gives no result; the message says why. */
public final class BenchFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  public BenchFailure(String message) {
    super(message);
  }

  public BenchFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
