package dev.steadfast.metrics.imports;

import java.util.UUID;

/** Another process has taken the job over, or it is gone. What was sent meanwhile counts once. */
final class LeaseLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LeaseLost(UUID id) {
    super("import " + id + " is no longer ours");
  }
}
