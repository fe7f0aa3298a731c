package dev.steadfast.core.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"Billing", "Zahlungen & Mahnungen", "a=b;c=d", "100 %", "größe", "x+y", "_", "😀"})
  void anyValueSurvivesTheTextForm(String value) {
    Scope scope = new Scope(Map.of("channel", "e mail", "team", value));

    assertThat(Scope.parse(scope.text())).isEqualTo(scope);
    assertThat(scope.text()).doesNotContain(" ").matches("team=[^;=]*;channel=[^;=]*");
  }

  @Test
  void theTextFormIsCanonical() {
    assertThat(Scope.parse("channel=email;team=a").text()).isEqualTo("team=a;channel=email");
    assertThat(Scope.ALL.text()).isEqualTo("all");
    assertThat(Scope.parse("all")).isEqualTo(Scope.ALL);
  }

  @Test
  void onlySomeCombinationsAreMergedBeforehand() {
    assertThat(Scope.parse("channel=email;team=a").isMerged()).isTrue();
    assertThat(Scope.parse("priority=high").isMerged()).isTrue();
    assertThat(Scope.parse("team=a;priority=high").isMerged()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "team", "team=", "=x", "colour=red", "team=a;team=b"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> Scope.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
