package dev.steadfast.platform.inbox;

/** A record can never succeed. It goes to the dead letters with the message as the reason. */
public class RecordRejected extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RecordRejected(String reason) {
    super(reason);
  }

  public RecordRejected(String reason, Throwable cause) {
    super(reason, cause);
  }
}
