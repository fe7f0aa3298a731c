package dev.steadfast.feedback.invitation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and reads the tokens of survey links: Base64url of tenant, invitation and expiry, followed
 * by the first 160 bits of their HMAC-SHA-256. Always 80 characters; one text for one link.
 */
public final class SurveyLinkSigner {
  private static final int PAYLOAD = 40;
  private static final int SIGNATURE = 20;
  private static final int LENGTH = (PAYLOAD + SIGNATURE) / 3 * 4;
  private static final int SHORTEST_SECRET = 32;
  private static final int FEWEST_CHARACTERS = 10;
  private static final byte[] PURPOSE =
      "steadfast survey link 1".getBytes(StandardCharsets.US_ASCII);
  private static final List<String> WELL_KNOWN =
      List.of("change-me", "changeme", "change_me", "secret", "password", "default", "example");

  private final SecretKeySpec key;

  /**
   * @throws IllegalArgumentException if the secret is short, repetitive, or looks like a default
   */
  public SurveyLinkSigner(String secret) {
    requireStrong(secret);
    this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
  }

  private static void requireStrong(String secret) {
    String lower = secret.toLowerCase(Locale.ROOT);
    if (secret.length() < SHORTEST_SECRET
        || secret.chars().distinct().count() < FEWEST_CHARACTERS
        || WELL_KNOWN.stream().anyMatch(lower::contains)) {
      throw new IllegalArgumentException(
          "steadfast.feedback.link-secret must be at least "
              + SHORTEST_SECRET
              + " random characters and not a default; make one with: openssl rand -base64 32");
    }
  }

  /** The token of that link. */
  public String tokenOf(SurveyLink link) {
    byte[] payload =
        ByteBuffer.allocate(PAYLOAD)
            .putLong(link.tenant().getMostSignificantBits())
            .putLong(link.tenant().getLeastSignificantBits())
            .putLong(link.invitation().getMostSignificantBits())
            .putLong(link.invitation().getLeastSignificantBits())
            .putLong(link.expiresAt().getEpochSecond())
            .array();
    byte[] token = Arrays.copyOf(payload, PAYLOAD + SIGNATURE);
    System.arraycopy(sign(payload), 0, token, PAYLOAD, SIGNATURE);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /** What the token says, or empty unless we signed it. Compares in constant time. */
  public Optional<SurveyLink> read(String token) {
    if (token.length() != LENGTH) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(token);
      byte[] payload = Arrays.copyOf(bytes, PAYLOAD);
      byte[] signature = Arrays.copyOfRange(bytes, PAYLOAD, bytes.length);
      if (!MessageDigest.isEqual(signature, sign(payload))) {
        return Optional.empty();
      }
      ByteBuffer in = ByteBuffer.wrap(payload);
      return Optional.of(
          new SurveyLink(
              new UUID(in.getLong(), in.getLong()),
              new UUID(in.getLong(), in.getLong()),
              Instant.ofEpochSecond(in.getLong())));
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private byte[] sign(byte[] payload) {
    try {
      Mac mac = Mac.getInstance(key.getAlgorithm());
      mac.init(key);
      mac.update(PURPOSE);
      return Arrays.copyOf(mac.doFinal(payload), SIGNATURE);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no HMAC-SHA-256", e);
    }
  }
}
