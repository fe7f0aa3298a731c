package dev.steadfast.metrics.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Ids that follow from names, so that any process finds them without asking: UUIDs of version 8
 * (RFC 9562) from SHA-256.
 */
public final class InteractionId {
  private static final MessageDigest SHA_256 = sha256();

  private InteractionId() {}

  /** The id of the interaction with that subject in that system. */
  public static UUID of(String system, String subject) {
    return hashed(system, subject);
  }

  /** The key by which an event is deduplicated. */
  public static UUID eventKey(String source, String id) {
    return hashed(source, id);
  }

  private static UUID hashed(String first, String second) {
    MessageDigest digest = newDigest();
    digest.update(first.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    ByteBuffer hash = ByteBuffer.wrap(digest.digest(second.getBytes(StandardCharsets.UTF_8)));
    long high = (hash.getLong() & ~0xF000L) | 0x8000L;
    long low = (hash.getLong() & ~(3L << 62)) | (2L << 62);
    return new UUID(high, low);
  }

  /** A copy: looking the algorithm up costs more than hashing a name. */
  private static MessageDigest newDigest() {
    try {
      return (MessageDigest) SHA_256.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
