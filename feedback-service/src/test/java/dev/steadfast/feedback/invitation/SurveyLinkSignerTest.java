package dev.steadfast.feedback.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SurveyLinkSignerTest {
  private static final String SECRET = "mK3v9Qx7Lr2Tn8Wb5Yc1Zd6Pf4Hg0Js2Ua";
  private static final SurveyLink LINK =
      new SurveyLink(
          UUID.fromString("01954f3e-0c00-7000-8000-00000000000a"),
          UUID.fromString("01954f3e-0020-7a10-9c4d-5be2f1a0c3d7"),
          Instant.parse("2026-03-16T10:30:00Z"));

  private final SurveyLinkSigner signer = new SurveyLinkSigner(SECRET);

  @Test
  void whatWasSignedIsReadBack() {
    String token = signer.tokenOf(LINK);

    assertThat(token).hasSize(80).matches("[A-Za-z0-9_-]+");
    assertThat(signer.read(token)).contains(LINK);
  }

  /** Expected bytes computed with Python's hmac, not with our code. */
  @Test
  void theSignatureIsHmacSha256OfPurposeAndPayloadCutTo160Bits() {
    byte[] bytes = Base64.getUrlDecoder().decode(signer.tokenOf(LINK));

    String hex = HexFormat.of().formatHex(bytes);
    assertThat(hex)
        .startsWith(
            "01954f3e0c007000800000000000000a"
                + "01954f3e00207a109c4d5be2f1a0c3d7"
                + "0000000069b7dba8")
        .endsWith("38dd9782a48bda9e2e06099391f65fdd30739eaf");
  }

  @Test
  void noSingleBitCanBeChanged() {
    byte[] bytes = Base64.getUrlDecoder().decode(signer.tokenOf(LINK));

    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] tampered = bytes.clone();
      tampered[bit / 8] ^= (byte) (1 << (bit % 8));
      String token = Base64.getUrlEncoder().withoutPadding().encodeToString(tampered);
      assertThat(signer.read(token)).as("bit %d", bit).isEmpty();
    }
  }

  @Test
  void anotherSecretDoesNotRead() {
    SurveyLinkSigner other = new SurveyLinkSigner("x" + SECRET);

    assertThat(other.read(signer.tokenOf(LINK))).isEmpty();
  }

  @Test
  void truncatedExtendedAndForeignTextsAreNotRead() {
    String token = signer.tokenOf(LINK);

    assertThat(signer.read("")).isEmpty();
    assertThat(signer.read(token.substring(1))).isEmpty();
    assertThat(signer.read(token.substring(0, 79))).isEmpty();
    assertThat(signer.read(token + "A")).isEmpty();
    assertThat(signer.read(token.substring(0, 79) + "=")).isEmpty();
    assertThat(signer.read(token.substring(0, 79) + "!")).isEmpty();
    assertThat(signer.read("é".repeat(80))).isEmpty();
    assertThat(signer.read("A".repeat(80))).isEmpty();
  }

  @Test
  void aSignatureOfZerosIsNotAccepted() {
    byte[] forged =
        ByteBuffer.allocate(60)
            .putLong(LINK.tenant().getMostSignificantBits())
            .putLong(LINK.tenant().getLeastSignificantBits())
            .array();

    assertThat(signer.read(Base64.getUrlEncoder().encodeToString(forged))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "short",
        "mK3v9Qx7Lr2Tn8Wb5Yc1Zd6Pf4Hg0Js",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "change-me-change-me-change-me-0123456789",
        "please-CHANGEME-before-production-0123456789",
        "this-is-my-secret-for-the-links-0123456789",
        "0123456789-password-0123456789-0123456789"
      })
  void weakAndDefaultSecretsAreRefused(String weak) {
    assertThatThrownBy(() -> new SurveyLinkSigner(weak))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("steadfast.feedback.link-secret");
  }

  @Test
  void aRefusalDoesNotShowTheSecret() {
    assertThatThrownBy(() -> new SurveyLinkSigner("hunter2hunter2"))
        .hasMessageNotContaining("hunter2");
  }
}
