package dev.steadfast.gateway.access;

import java.security.SecureRandom;
import java.util.Optional;

/**
 * An API key as its holder has it: {@code sf_<id>_<secret>}, 16 characters that name it and 43 that
 * prove it (256 bits), all letters and digits.
 *
 * @param id public, shown in lists and logs
 */
public record Credential(String id, String secret) {
  private static final String PREFIX = "sf_";
  private static final int ID_LENGTH = 16;
  private static final int SECRET_LENGTH = 43;
  private static final int LENGTH = PREFIX.length() + ID_LENGTH + 1 + SECRET_LENGTH;
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A new one, from the operating system's randomness. */
  public static Credential random() {
    return new Credential(letters(ID_LENGTH), letters(SECRET_LENGTH));
  }

  /** Reads a key; empty for anything that was never one. */
  public static Optional<Credential> parse(String text) {
    int gap = PREFIX.length() + ID_LENGTH;
    if (text.length() != LENGTH || !text.startsWith(PREFIX) || text.charAt(gap) != '_') {
      return Optional.empty();
    }
    String id = text.substring(PREFIX.length(), gap);
    String secret = text.substring(gap + 1);
    return plain(id) && plain(secret) ? Optional.of(new Credential(id, secret)) : Optional.empty();
  }

  /** The whole key, for its holder. */
  public String text() {
    return PREFIX + id + "_" + secret;
  }

  /** Hides the secret. */
  @Override
  public String toString() {
    return PREFIX + id + "_…";
  }

  private static boolean plain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9')) {
        return false;
      }
    }
    return true;
  }

  private static String letters(int count) {
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }
}
