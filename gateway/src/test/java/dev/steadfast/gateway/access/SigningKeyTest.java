package dev.steadfast.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class SigningKeyTest {
  @RepeatedTest(20)
  void thePublicHalfIsDerivedFromThePrivateOne() throws GeneralSecurityException {
    KeyPair pair = pair("secp256r1");

    SigningKey key = new SigningKey(pem(pair));

    assertThat(key.publicKey().getW()).isEqualTo(((ECPublicKey) pair.getPublic()).getW());
  }

  @Test
  void theKeySetNamesTheKeyByItsThumbprint() throws GeneralSecurityException, JoseException {
    SigningKey key = new SigningKey(pem(pair("secp256r1")));

    JsonWebKey shown = new JsonWebKeySet(key.jwks()).getJsonWebKeys().getFirst();

    assertThat(shown.getKeyId())
        .isEqualTo(key.keyId())
        .isEqualTo(shown.calculateBase64urlEncodedThumbprint("SHA-256"));
    assertThat(shown.getKey()).isEqualTo(key.publicKey());
  }

  @Test
  void anotherCurveOrNoKeyStopsTheStart() throws GeneralSecurityException {
    String otherCurve = pem(pair("secp384r1"));

    assertThatThrownBy(() -> new SigningKey(otherCurve)).hasMessageContaining("P-256");
    assertThatThrownBy(() -> new SigningKey("nothing")).hasMessageContaining("signing-key-file");
  }

  private static KeyPair pair(String curve) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }

  private static String pem(KeyPair pair) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }
}
