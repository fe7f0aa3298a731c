package dev.steadfast.platform.inbox;

/**
 * Another transaction changed the same rows meanwhile. The records are applied again, to what is
 * there now.
 */
public class ConcurrentChange extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConcurrentChange(String what) {
    super(what);
  }
}
