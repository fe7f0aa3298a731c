package dev.steadfast.goals.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steadfast.goals.effect.StudyDays.Began;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StudyDaysTest {
  private static final LocalDate KNOWN = LocalDate.of(2026, 3, 1);
  private static final LocalDate START = KNOWN.plusDays(90);
  private static final LocalDate LAST = START.plusDays(40);

  private static Began began(int day) {
    return new Began(new UUID(0, day), "Other", KNOWN.plusDays(day));
  }

  private static StudyDays study(Began... others) {
    return StudyDays.of(KNOWN, START, LAST, List.of(others));
  }

  @Test
  void aloneItIsComparedWithAllKnownDays() {
    assertThat(study().days().from()).isEqualTo(KNOWN);
    assertThat(study().index(START)).isEqualTo(90);
  }

  @Test
  void othersWithALevelBeforeThemShare() {
    StudyDays study = study(began(100), began(40));

    assertThat(study.days().from()).isEqualTo(KNOWN);
    assertThat(study.others()).containsExactly(began(40), began(100));
  }

  @Test
  void oneThatBeganTooEarlyIsWhereTheComparisonBegins() {
    StudyDays study = study(began(10), began(20), began(50));

    assertThat(study.days().from()).isEqualTo(KNOWN.plusDays(20));
    assertThat(study.others()).containsExactly(began(50));
  }

  @Test
  void oneThatBeganOnTheSameDayAlwaysShares() {
    StudyDays study = StudyDays.of(KNOWN, KNOWN.plusDays(10), LAST, List.of(began(10), began(12)));

    assertThat(study.days().from()).isEqualTo(KNOWN);
    assertThat(study.others()).containsExactly(began(10), began(12));
  }

  @Test
  void whatBeganBeforeTheKnownDaysOrAfterTheLastIsNotThere() {
    assertThat(study(began(0), began(-5), began(131)).others()).isEmpty();
  }
}
