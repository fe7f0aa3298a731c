package dev.steadfast.metrics.job;

import java.util.UUID;

/** Another process has taken the job over, or it is gone. The step that noticed it does nothing. */
public final class LeaseLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param kind of the job, such as {@code import}
   */
  public LeaseLost(String kind, UUID id) {
    super(kind + " " + id + " is no longer ours");
  }
}
