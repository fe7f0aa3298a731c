package dev.steadfast.core.schedule;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/**
 * The hours of a team in its zone, with their history. Immutable; the sums that make measuring
 * quick are built once, here. Measured by {@link BusinessTime}, from 1900 to the end of 2199.
 */
public final class Schedule {
  private final ZoneId zone;
  private final List<ScheduleVersion> versions;
  private final LocalDays days;
  private final VersionIndex[] indexes;

  /** The first day and the first instant of each version, from the second on. */
  private final long[] firstDays;

  private final long[] firstInstants;

  /** What is counted before each version, less what the version alone would have counted. */
  private final long[] earlier;

  /**
   * A schedule of at least one version.
   *
   * @param versions in order of their dates, no two from the same one; the first is in force since
   *     always, the others from their dates on
   * @throws IllegalArgumentException if they are not so
   */
  public Schedule(ZoneId zone, List<ScheduleVersion> versions) {
    checkOrder(versions);
    this.zone = zone;
    this.versions = List.copyOf(versions);
    this.days = new LocalDays(zone);
    this.indexes =
        versions.stream()
            .map(version -> new VersionIndex(days, version))
            .toArray(VersionIndex[]::new);
    this.firstDays =
        versions.stream()
            .flatMap(version -> version.validFrom().stream())
            .mapToLong(LocalDate::toEpochDay)
            .toArray();
    this.firstInstants = Arrays.stream(firstDays).map(days::startOf).toArray();
    this.earlier = new long[indexes.length];
    for (int i = 1; i < indexes.length; i++) {
      long day = firstDays[i - 1];
      earlier[i] =
          earlier[i - 1] + indexes[i - 1].openBeforeDay(day) - indexes[i].openBeforeDay(day);
    }
  }

  private static void checkOrder(List<ScheduleVersion> versions) {
    if (versions.isEmpty() || versions.getFirst().validFrom().isPresent()) {
      throw new IllegalArgumentException("the first version is in force since always");
    }
    LocalDate before = LocalDays.FIRST;
    for (ScheduleVersion version : versions.subList(1, versions.size())) {
      LocalDate from =
          version
              .validFrom()
              .orElseThrow(() -> new IllegalArgumentException("only one version has no date"));
      if (!from.isAfter(before) || !from.isBefore(LocalDays.END)) {
        throw new IllegalArgumentException(
            "%s is not after %s and before %s".formatted(from, before, LocalDays.END));
      }
      before = from;
    }
  }

  /** The zone of all its times. */
  public ZoneId zone() {
    return zone;
  }

  /** In order of their dates. */
  public List<ScheduleVersion> versions() {
    return versions;
  }

  LocalDays days() {
    return days;
  }

  VersionIndex index(int version) {
    return indexes[version];
  }

  /** The version in force at the instant, counted from 0. */
  int versionAt(long instant) {
    return position(firstInstants, instant);
  }

  /** The version in force on the day, counted from 0. */
  int versionOn(long day) {
    return position(firstDays, day);
  }

  private static int position(long[] firsts, long value) {
    int version = firsts.length;
    while (version > 0 && value < firsts[version - 1]) {
      version--;
    }
    return version;
  }

  /** Milliseconds counted before the instant with each version in its time, from a fixed day on. */
  long countedBefore(long instant) {
    int version = versionAt(instant);
    return earlier[version] + indexes[version].openBefore(instant);
  }

  /** Milliseconds counted before the day with each version in its time, from a fixed day on. */
  long countedBeforeDay(long day) {
    int version = versionOn(day);
    return earlier[version] + indexes[version].openBeforeDay(day);
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Schedule other
        && zone.equals(other.zone)
        && versions.equals(other.versions);
  }

  @Override
  public int hashCode() {
    return 31 * zone.hashCode() + versions.hashCode();
  }

  @Override
  public String toString() {
    return "Schedule[" + zone + ", " + versions.size() + " versions]";
  }
}
