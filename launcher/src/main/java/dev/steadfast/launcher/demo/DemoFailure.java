package dev.steadfast.launcher.demo;

/** The suite refused something of the demo; the message holds its answer. */
public final class DemoFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DemoFailure(String message) {
    super(message);
  }
}
