package dev.steadfast.metrics.export;

/** A column of a table. Any cell of it may be missing. */
public record Column(String name, Kind kind) {
  /** What its cells hold. */
  public enum Kind {
    /** A {@link String}. */
    TEXT,
    /** A {@link Long}. */
    WHOLE,
    /** A finite {@link Double}. */
    NUMBER,
    /** A {@link Boolean}. */
    FLAG,
    /** An {@link java.time.OffsetDateTime}. */
    TIME
  }

  public static Column text(String name) {
    return new Column(name, Kind.TEXT);
  }

  public static Column whole(String name) {
    return new Column(name, Kind.WHOLE);
  }

  public static Column number(String name) {
    return new Column(name, Kind.NUMBER);
  }

  public static Column flag(String name) {
    return new Column(name, Kind.FLAG);
  }

  public static Column time(String name) {
    return new Column(name, Kind.TIME);
  }
}
