package dev.steadfast.platform.access;

import java.util.List;

/** What a key may be allowed to do. {@code admin} implies all others. */
public final class Scopes {
  public static final String EVENTS_WRITE = "events:write";
  public static final String METRICS_READ = "metrics:read";
  public static final String METRICS_WRITE = "metrics:write";
  public static final String GOALS_READ = "goals:read";
  public static final String GOALS_WRITE = "goals:write";
  public static final String FEEDBACK_READ = "feedback:read";
  public static final String FEEDBACK_WRITE = "feedback:write";
  public static final String ADMIN = "admin";

  /** What the gateway grants to addresses that need no key. It cannot be given to a key. */
  public static final String PUBLIC = "public";

  /** All scopes that a key can have. */
  public static final List<String> ALL =
      List.of(
          EVENTS_WRITE,
          METRICS_READ,
          METRICS_WRITE,
          GOALS_READ,
          GOALS_WRITE,
          FEEDBACK_READ,
          FEEDBACK_WRITE,
          ADMIN);

  private Scopes() {}
}
