package dev.steadfast.launcher.embedded;

import java.security.SecureRandom;
import java.util.Base64;

/** Random secrets in letters, digits, {@code -} and {@code _}. */
public final class Secret {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Secret() {}

  /** 256 random bits in 43 characters. */
  public static String random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
