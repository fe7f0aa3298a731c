package dev.steadfast.platform.testing;

import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;

/** Mints internal tokens as the gateway does, with a key of this JVM. */
public final class InternalTokens {
  private static final String KEY_ID = "test";
  private static final String PRIVATE_KEY = "steadfast.test.token.private";
  private static final String JWKS = "steadfast.test.token.jwks";

  private InternalTokens() {}

  /** A token for that service and tenant with those scopes. */
  public static String token(String service, UUID tenant, String... scopes) {
    return Jwt.issuer("steadfast-gateway")
        .audience(service)
        .subject("test-key")
        .upn("test-key")
        .claim("tenant", tenant.toString())
        .groups(Set.of(scopes))
        .expiresIn(Duration.ofMinutes(10))
        .jws()
        .keyId(KEY_ID)
        .algorithm(io.smallrye.jwt.algorithm.SignatureAlgorithm.ES256)
        .sign(privateKey());
  }

  /** A token as public addresses get it: no tenant. */
  public static String publicToken(String service) {
    return Jwt.issuer("steadfast-gateway")
        .audience(service)
        .subject("public")
        .upn("public")
        .groups(Set.of("public"))
        .expiresIn(Duration.ofMinutes(10))
        .jws()
        .keyId(KEY_ID)
        .algorithm(io.smallrye.jwt.algorithm.SignatureAlgorithm.ES256)
        .sign(privateKey());
  }

  static Path jwksFile() {
    ensure();
    return Path.of(System.getProperty(JWKS));
  }

  private static PrivateKey privateKey() {
    ensure();
    try {
      return KeyFactory.getInstance("EC")
          .generatePrivate(
              new PKCS8EncodedKeySpec(Base64.getDecoder().decode(System.getProperty(PRIVATE_KEY))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Kept in system properties, since Quarkus loads this class once a test application. */
  private static void ensure() {
    synchronized (System.getProperties()) {
      if (System.getProperty(PRIVATE_KEY) != null) {
        return;
      }
      try {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        Path file = Files.createTempFile("steadfast-test-jwks", ".json");
        file.toFile().deleteOnExit();
        Files.writeString(
            file,
            "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"alg\":\"ES256\",\"use\":\"sig\",\"kid\":\"%s\",\"x\":\"%s\",\"y\":\"%s\"}]}"
                .formatted(
                    KEY_ID,
                    coordinate(key.getW().getAffineX()),
                    coordinate(key.getW().getAffineY())));
        System.setProperty(JWKS, file.toString());
        System.setProperty(
            PRIVATE_KEY, Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static String coordinate(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[32];
    int length = Math.min(32, bytes.length);
    System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(fixed, 32));
  }
}
