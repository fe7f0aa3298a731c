package dev.steadfast.launcher.suite;

/**
 * The four services. The gateway comes first: the others verify every request with the keys that it
 * publishes.
 */
public enum Service {
  GATEWAY("gateway", "gateway"),
  METRICS("metrics-service", "metrics"),
  FEEDBACK("feedback-service", "feedback"),
  GOALS("goals-service", "goals");

  private final String module;
  private final String schema;

  Service(String module, String schema) {
    this.module = module;
    this.schema = schema;
  }

  /** Name of the module, of the process and of its log file. */
  public String module() {
    return module;
  }

  /** Name of its database schema and prefix of its roles. */
  public String schema() {
    return schema;
  }
}
