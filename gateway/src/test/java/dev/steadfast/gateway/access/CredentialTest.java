package dev.steadfast.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialTest {
  private static final String SECRET = "4nUjYt8sWq2ZbVx6KcMd0LpEoRi9HgFa1TzCy3Nv5Bw";

  @Test
  void aNewKeyIsReadBackAndNeverTheSameTwice() {
    Credential one = Credential.random();

    assertThat(Credential.parse(one.text())).contains(one);
    assertThat(one.text()).hasSize(63).matches("sf_[A-Za-z0-9]{16}_[A-Za-z0-9]{43}");
    assertThat(Credential.random()).isNotEqualTo(one);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sf_",
        "sf_Operator00000001",
        "sf_Operator00000001_" + SECRET + "x",
        "sf_Operator0000000_" + SECRET + "x",
        "sk_Operator00000001_" + SECRET,
        "sf_Operator00000001-" + SECRET,
        "sf_Operator0000000'_" + SECRET,
        "sf_Operator00000001_ nUjYt8sWq2ZbVx6KcMd0LpEoRi9HgFa1TzCy3Nv5Bw",
        "sf_Operator00000001_\u00e4nUjYt8sWq2ZbVx6KcMd0LpEoRi9HgFa1TzCy3Nv5Bw",
        "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJzdGVhZGZhc3QtZ2F0ZXdheSJ9.c2lnbmF0dXJl"
      })
  void whatWasNeverAKeyIsNotLookedUp(String text) {
    assertThat(Credential.parse(text)).isEmpty();
  }

  @Test
  void theSecretDoesNotReachALog() {
    assertThat(new Credential("Operator00000001", SECRET).toString())
        .isEqualTo("sf_Operator00000001_…");
  }

  @Test
  void theHashDependsOnTheWholeKeyAndOnThePepper() {
    KeyPepper pepper = new KeyPepper("Zr5kT1pQ8wXy3vNc7mLd2sHg9jBf4aUe");
    Credential key = new Credential("Operator00000001", SECRET);
    String stored = java.util.HexFormat.of().formatHex(pepper.digest(key));

    assertThat(pepper.matches(key, stored)).isTrue();
    assertThat(pepper.matches(new Credential("Operator00000002", SECRET), stored)).isFalse();
    assertThat(pepper.matches(new Credential("Operator00000001", SECRET.replace('4', '5')), stored))
        .isFalse();
    assertThat(new KeyPepper("Zr5kT1pQ8wXy3vNc7mLd2sHg9jBf4aUf").matches(key, stored)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "short",
        "change-me-change-me-change-me-change-me",
        "my-secret-my-secret-my-secret-12345678",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void aWellKnownOrShortPepperStopsTheStart(String pepper) {
    assertThatThrownBy(() -> new KeyPepper(pepper))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("key-pepper");
  }
}
