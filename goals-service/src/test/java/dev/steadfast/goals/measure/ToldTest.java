package dev.steadfast.goals.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steadfast.goals.progress.Status;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ToldTest {
  private final Told onTrack = Told.atFirst(Status.ON_TRACK);

  @Test
  void aStatusIsToldOnceItHeldTwice() {
    Told once = onTrack.saw(Status.AT_RISK);
    Told twice = once.saw(Status.AT_RISK);

    assertThat(once.status()).isEqualTo(Status.ON_TRACK);
    assertThat(once.pending()).hasValue(Status.AT_RISK);
    assertThat(twice.status()).isEqualTo(Status.AT_RISK);
    assertThat(twice.pending()).isEmpty();
  }

  @Test
  void aStatusThatComesAndGoesIsNotTold() {
    Told back =
        onTrack.saw(Status.AT_RISK).saw(Status.ON_TRACK).saw(Status.AT_RISK).saw(Status.OFF_TRACK);

    assertThat(back.status()).isEqualTo(Status.ON_TRACK);
    assertThat(back.pending()).hasValue(Status.OFF_TRACK);
    assertThat(back.pendingCount()).isEqualTo(1);
  }

  @Test
  void progressIsNewsWhenItMovedVisiblyOrCameOrWent() {
    Told half = onTrack.progressed(OptionalDouble.of(0.5));

    assertThat(half.isNews(OptionalDouble.of(0.504))).isFalse();
    assertThat(half.isNews(OptionalDouble.of(0.506))).isTrue();
    assertThat(half.isNews(OptionalDouble.of(0.494))).isTrue();
    assertThat(half.isNews(OptionalDouble.empty())).isTrue();
    assertThat(onTrack.isNews(OptionalDouble.of(0))).isTrue();
    assertThat(onTrack.isNews(OptionalDouble.empty())).isFalse();
  }
}
