package dev.steadfast.gateway.stream;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * How far a topic has been read: the next offset of each partition. As text it is the id of a
 * server-sent event, so that a reader can go on at any replica: it names the place in Kafka, which
 * all replicas share, and nothing of the replica.
 */
final class Positions {
  private static final int MAX_PARTITIONS = 1_000;
  private static final int MAX_TEXT = 8_192;

  private final long[] next;

  private Positions(long[] next) {
    this.next = next;
  }

  static Positions of(long... next) {
    return new Positions(next.clone());
  }

  int partitions() {
    return next.length;
  }

  /** The next offset of that partition; 0 for one that did not exist yet. */
  long next(int partition) {
    return partition < next.length ? next[partition] : 0;
  }

  /** The same after a record has been read. */
  Positions after(int partition, long offset) {
    long[] copy = Arrays.copyOf(next, Math.max(next.length, partition + 1));
    copy[partition] = offset + 1;
    return new Positions(copy);
  }

  /** The further of both, for each partition. */
  Positions max(Positions other) {
    long[] copy = Arrays.copyOf(next, Math.max(next.length, other.next.length));
    for (int i = 0; i < copy.length; i++) {
      copy[i] = Math.max(next(i), other.next(i));
    }
    return new Positions(copy);
  }

  /** How many records lie between this and a later place, compacted ones included. */
  long distanceTo(Positions later) {
    long sum = 0;
    for (int i = 0; i < later.next.length; i++) {
      sum += Math.max(0, later.next(i) - next(i));
    }
    return sum;
  }

  /** Base64 of one variable-length number a partition. */
  String encode() {
    ByteBuffer bytes = ByteBuffer.allocate(next.length * 10);
    for (long number : next) {
      long rest = number;
      while (rest > 0x7f) {
        bytes.put((byte) (rest & 0x7f | 0x80));
        rest >>>= 7;
      }
      bytes.put((byte) rest);
    }
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOf(bytes.array(), bytes.position()));
  }

  /** Reads an id; empty for a text that never was one. */
  static Optional<Positions> decode(String text) {
    if (text.isEmpty() || text.length() > MAX_TEXT) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      long[] numbers = new long[MAX_PARTITIONS];
      int count = 0;
      int shift = 0;
      long number = 0;
      for (byte b : bytes) {
        if (shift > 56 || count == MAX_PARTITIONS) {
          return Optional.empty();
        }
        number |= (long) (b & 0x7f) << shift;
        shift += 7;
        if (b >= 0) {
          numbers[count++] = number;
          number = 0;
          shift = 0;
        }
      }
      return shift == 0
          ? Optional.of(new Positions(Arrays.copyOf(numbers, count)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Positions that && Arrays.equals(next, that.next);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(next);
  }

  @Override
  public String toString() {
    return Arrays.toString(next);
  }
}
