package dev.steadfast.platform.inbox;

/** Another consumer has advanced the offset: the partition was taken. */
class StaleAssignment extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StaleAssignment(String message) {
    super(message);
  }
}
