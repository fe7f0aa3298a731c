package dev.steadfast.gateway.access;

import dev.steadfast.gateway.GatewaySettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hashes API keys: HMAC-SHA-256 under a secret that the database does not hold, so that a copy of
 * the database proves nothing. A slow password hash would add nothing to 256 random bits.
 */
@ApplicationScoped
public class KeyPepper {
  private static final int MIN_LENGTH = 32;
  private static final List<String> WELL_KNOWN =
      List.of("changeme", "change-me", "change_me", "secret", "password", "example", "default");

  private final SecretKeySpec key;

  @Inject
  KeyPepper(GatewaySettings settings) {
    this(settings.keyPepper());
  }

  KeyPepper(String pepper) {
    String lower = pepper.toLowerCase(Locale.ROOT);
    if (pepper.length() < MIN_LENGTH
        || WELL_KNOWN.stream().anyMatch(lower::contains)
        || pepper.chars().distinct().count() < 8) {
      throw new IllegalStateException(
          "steadfast.gateway.key-pepper must be a random secret of at least 32 characters");
    }
    this.key = new SecretKeySpec(pepper.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
  }

  /** What is stored of a key: 32 bytes. */
  public byte[] digest(Credential credential) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(credential.text().getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Whether the key is the one of that digest, in a time that does not depend on where they differ.
   */
  boolean matches(Credential credential, String digest) {
    return MessageDigest.isEqual(digest(credential), HexFormat.of().parseHex(digest));
  }
}
