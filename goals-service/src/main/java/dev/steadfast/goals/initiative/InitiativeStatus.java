package dev.steadfast.goals.initiative;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where an initiative is in time, by its days alone. */
public enum InitiativeStatus {
  PLANNED,
  RUNNING,
  ENDED;

  /** The status on a day; an initiative without an end runs on. */
  static InitiativeStatus on(LocalDate today, LocalDate start, Optional<LocalDate> end) {
    if (start.isAfter(today)) {
      return PLANNED;
    }
    return end.isPresent() && end.get().isBefore(today) ? ENDED : RUNNING;
  }

  /** The name in documents. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The status of that name.
   *
   * @throws IllegalArgumentException if there is none; its message lists all
   */
  static InitiativeStatus named(String code) {
    return Arrays.stream(values())
        .filter(status -> status.code().equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    String.join(
                        ", ", Arrays.stream(values()).map(InitiativeStatus::code).toList())));
  }
}
