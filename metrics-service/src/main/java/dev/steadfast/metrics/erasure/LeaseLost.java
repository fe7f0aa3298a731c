package dev.steadfast.metrics.erasure;

import java.util.UUID;

/** Another process has taken the job over. The step that noticed it is rolled back. */
final class LeaseLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LeaseLost(UUID id) {
    super("erasure " + id + " is no longer ours");
  }
}
