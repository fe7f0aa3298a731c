package dev.steadfast.metrics.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of something that is the same when it is sent again. */
final class Fingerprint {
  private static final ObjectMapper SORTED =
      new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

  private final byte[] bytes;

  Fingerprint(MessageDigest digest) {
    this.bytes = digest.digest();
  }

  /** Of a JSON document, whatever its white space and the order of its fields. */
  static Fingerprint of(JsonNode document) {
    MessageDigest digest = sha256();
    try {
      digest.update(SORTED.writeValueAsBytes(SORTED.treeToValue(document, Object.class)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Fingerprint(digest);
  }

  byte[] bytes() {
    return bytes.clone();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
