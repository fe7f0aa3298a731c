package dev.steadfast.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.platform.problem.ProblemException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConventionsTest {
  @Test
  void aCursorIsReadBackByTheListThatIssuedIt() {
    UUID id = UUID.randomUUID();

    Cursor cursor =
        Objects.requireNonNull(Cursor.decode(Cursor.after("2026-03-02", id).encode(), 2));

    assertThat(cursor.values().getFirst()).isEqualTo("2026-03-02");
    assertThat(cursor.uuid(1)).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%%%", "abc", "AAAA", "MgkxCTM"})
  void aForeignCursorIsRefused(String text) {
    assertThatThrownBy(() -> Cursor.decode(text, 2))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_CURSOR));
  }

  @Test
  void aPageHasACursorOnlyWhenThereIsMore() {
    Page<String> first = Page.of(List.of("a", "b", "c"), 2, row -> row, Cursor::after);
    Page<String> last = Page.of(List.of("c"), 2, row -> row, Cursor::after);

    assertThat(first.items()).containsExactly("a", "b");
    assertThat(first.nextCursor()).isEqualTo(Cursor.after("b").encode());
    assertThat(last.nextCursor()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 501})
  void aLimitOutOfRangeIsRefused(int limit) {
    assertThatThrownBy(() -> Page.limit(limit)).isInstanceOf(ProblemException.class);
  }

  @Test
  void aChangeNeedsTheVersionThatWasRead() {
    Version.require("\"3\"", 3);
    Version.require("*", 3);

    assertThatThrownBy(() -> Version.require(null, 3))
        .extracting("code")
        .isEqualTo(ProblemCode.VERSION_REQUIRED);
    assertThatThrownBy(() -> Version.require("\"2\"", 3))
        .extracting("code")
        .isEqualTo(ProblemCode.STALE_VERSION);
  }

  @Test
  void aWellFormedTraceIsContinuedAndAnyOtherReplaced() {
    String given = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    assertThat(Trace.continued(given)).isEqualTo(given);
    assertThat(Trace.idOf(given)).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(Trace.continued("nonsense")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    assertThat(Trace.continued(given.replace("4bf92f3577b34da6a3ce929d0e0e4736", "0".repeat(32))))
        .isNotEqualTo(given);
  }
}
