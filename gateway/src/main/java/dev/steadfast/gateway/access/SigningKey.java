package dev.steadfast.gateway.access;

import dev.steadfast.gateway.GatewaySettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/** The key that signs internal tokens, and its public half as services fetch it. */
@ApplicationScoped
public class SigningKey {
  private static final int COORDINATE_BYTES = 32;

  private final ECPrivateKey privateKey;
  private final ECPublicKey publicKey;
  private final String keyId;

  @Inject
  SigningKey(GatewaySettings settings) {
    this(read(settings));
  }

  SigningKey(String pem) {
    try {
      String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
      KeyFactory factory = KeyFactory.getInstance("EC");
      this.privateKey =
          (ECPrivateKey)
              factory.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
      if (privateKey.getParams().getCurve().getField().getFieldSize() != 256) {
        throw new IllegalStateException(
            "steadfast.gateway.signing-key-file must hold a key of the curve P-256");
      }
      this.publicKey =
          (ECPublicKey)
              factory.generatePublic(
                  new ECPublicKeySpec(CurvePoint.publicPoint(privateKey), privateKey.getParams()));
      proveThatBothFit();
      this.keyId = thumbprint();
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "steadfast.gateway.signing-key-file must be a PEM file with a PKCS#8 key of the curve"
              + " P-256",
          e);
    }
  }

  ECPrivateKey privateKey() {
    return privateKey;
  }

  ECPublicKey publicKey() {
    return publicKey;
  }

  /** The JWK thumbprint of the public key (RFC 7638). */
  String keyId() {
    return keyId;
  }

  /** The key set that services verify tokens with. */
  String jwks() {
    return "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"alg\":\"ES256\",\"use\":\"sig\",\"kid\":\"%s\",\"x\":\"%s\",\"y\":\"%s\"}]}"
        .formatted(keyId, x(), y());
  }

  private void proveThatBothFit() throws GeneralSecurityException {
    byte[] text = "steadfast".getBytes(StandardCharsets.UTF_8);
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(privateKey);
    signature.update(text);
    byte[] signed = signature.sign();
    signature.initVerify(publicKey);
    signature.update(text);
    if (!signature.verify(signed)) {
      throw new IllegalStateException("the public key could not be derived");
    }
  }

  private String thumbprint() throws GeneralSecurityException {
    String canonical =
        "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}".formatted(x(), y());
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            MessageDigest.getInstance("SHA-256")
                .digest(canonical.getBytes(StandardCharsets.UTF_8)));
  }

  private String x() {
    return coordinate(publicKey.getW().getAffineX());
  }

  private String y() {
    return coordinate(publicKey.getW().getAffineY());
  }

  private static String coordinate(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[COORDINATE_BYTES];
    int length = Math.min(COORDINATE_BYTES, bytes.length);
    System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE_BYTES - length, length);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOf(fixed, COORDINATE_BYTES));
  }

  private static String read(GatewaySettings settings) {
    try {
      return Files.readString(settings.signingKeyFile());
    } catch (IOException e) {
      throw new UncheckedIOException("steadfast.gateway.signing-key-file cannot be read", e);
    }
  }
}
