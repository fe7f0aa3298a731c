package dev.steadfast.metrics.redaction;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keyed hash of a person, HMAC-SHA-256 with the secret of the tenant: the same person is
 * recognised, and nobody without the secret can try names. Used by one thread.
 */
public final class PersonHash {
  /** The length of a secret, in bytes. */
  public static final int SECRET_BYTES = 32;

  private static final String ALGORITHM = "HmacSHA256";

  private final Mac mac;

  /** Hashes with that secret. */
  public PersonHash(byte[] secret) {
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The hash of a person, 32 bytes. */
  public byte[] of(PersonKind kind, String reference) {
    mac.update(kind.text().getBytes(StandardCharsets.UTF_8));
    mac.update((byte) 0);
    return mac.doFinal(reference.getBytes(StandardCharsets.UTF_8));
  }

  /** The same in 64 hexadecimal digits. */
  public String textOf(PersonKind kind, String reference) {
    return HexFormat.of().formatHex(of(kind, reference));
  }
}
