package dev.steadfast.launcher.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretStoreTest {
  @TempDir Path folder;

  @Test
  void keepsASecretAndGivesEachNameItsOwn() {
    // Given
    String first = store().secret("key-pepper");

    // When
    String again = store().secret("key-pepper");

    // Then
    assertThat(again).isEqualTo(first).hasSize(43).matches("[A-Za-z0-9_-]+");
    assertThat(store().secret("link-secret")).isNotEqualTo(first);
  }

  @Test
  void nobodyElseMayReadThem() throws Exception {
    // Given
    SecretStore store = store();

    // When
    store.secret("key-pepper");
    Path adminKey = folder.resolve("admin.key");
    String key = store.adminKey(adminKey);

    // Then
    assertThat(mode(folder.resolve("secrets"))).isEqualTo("rwx------");
    assertThat(mode(folder.resolve("secrets/key-pepper"))).isEqualTo("rw-------");
    assertThat(mode(adminKey)).isEqualTo("rw-------");
    assertThat(key).matches("sf_[A-Za-z0-9]{16}_[A-Za-z0-9]{43}");
  }

  @Test
  void signingKeyIsAnEllipticCurveKeyInPem() throws Exception {
    // Given
    Path file = store().signingKey();

    // When
    String pem = Files.readString(file);
    byte[] encoded = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    PrivateKey key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));

    // Then
    assertThat(pem).startsWith("-----BEGIN PRIVATE KEY-----\n");
    assertThat(key.getAlgorithm()).isEqualTo("EC");
    assertThat(store().signingKey()).hasContent(pem.strip());
  }

  private SecretStore store() {
    return new SecretStore(folder.resolve("secrets"));
  }

  private static String mode(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
