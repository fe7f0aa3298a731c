package dev.steadfast.contracts.metric;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the numbers of a tenant lack data, since a source fell silent and sent less than half of
 * what is usual afterwards: all that is known of the last year or so. A lower {@code revision} than
 * one already held is to be ignored.
 */
public record SilentSources(long revision, List<Silence> silences) {

  /**
   * A time without an event.
   *
   * @param to the hour in which it sent again, or until which it is missed; null while it is silent
   * @param days those of the tenant's zone in which it is missed, in order
   */
  public record Silence(
      String source, String system, Instant from, @Nullable Instant to, List<MissedDay> days) {}

  /**
   * A day in which it is missed.
   *
   * @param weeks how much of a usual week of the source is missing: a fifth for an office's Monday
   */
  public record MissedDay(LocalDate day, double weeks) {}
}
