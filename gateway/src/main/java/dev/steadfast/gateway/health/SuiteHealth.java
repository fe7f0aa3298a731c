package dev.steadfast.gateway.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the whole suite is, and each part of it. */
record SuiteHealth(String status, List<Part> parts) {
  private static final String UP = "UP";
  private static final String DOWN = "DOWN";

  /**
   * One part.
   *
   * @param reason why it is down
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Part(String name, String status, @Nullable String reason) {
    static Part up(String name) {
      return new Part(name, UP, null);
    }

    static Part down(String name, String reason) {
      return new Part(name, DOWN, reason);
    }
  }

  static SuiteHealth of(List<Part> parts) {
    boolean all = parts.stream().allMatch(part -> part.status().equals(UP));
    return new SuiteHealth(all ? UP : DOWN, parts);
  }

  boolean up() {
    return status.equals(UP);
  }
}
