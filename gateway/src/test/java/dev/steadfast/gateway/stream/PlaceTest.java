package dev.steadfast.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {
  private static final Place PLACE = new Place(Positions.of(5, 700), Positions.of(3, 1L << 40));
  private static final Place LATER = new Place(Positions.of(6, 700), Positions.of(9, 1L << 41));

  @Test
  void anIdIsReadBackAsItWasWritten() {
    assertThat(Place.decode(PLACE.encode())).contains(PLACE);
  }

  @Test
  void anIdFromBeforeThereWereAlertsTellsOfGoalsOnly() {
    assertThat(Place.decode(Positions.of(5, 700).encode()))
        .contains(new Place(Positions.of(5, 700), Positions.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "BQ.", ".BQ", "BQ.BQ.BQ", "BQ,BQ", "not base64!.BQ"})
  void whatIsNoIdIsRefused(String text) {
    assertThat(Place.decode(text)).isEmpty();
  }

  @Test
  void whatMayNotBeReadOrIsNotKnownBeginsWhereTheReaderJoined() {
    assertThat(PLACE.within(EnumSet.of(Feed.GOALS), LATER))
        .isEqualTo(new Place(PLACE.goals(), LATER.alerts()));
    assertThat(new Place(PLACE.goals(), Positions.of()).within(EnumSet.allOf(Feed.class), LATER))
        .isEqualTo(new Place(PLACE.goals(), LATER.alerts()));
    assertThat(PLACE.within(Set.of(), LATER)).isEqualTo(LATER);
  }

  @Test
  void theTopicsAreCountedTogetherAndMovedOnApart() {
    assertThat(PLACE.distanceTo(PLACE.after(Feed.ALERTS, 0, 4).after(Feed.GOALS, 1, 700)))
        .isEqualTo(3);
    assertThat(PLACE.max(LATER)).isEqualTo(LATER);
  }
}
