package dev.steadfast.metrics.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentimentTest {
  /** The examples with which VADER's authors publish its scores. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "VADER is smart, handsome, and funny. | 832",
        "VADER is smart, handsome, and funny! | 844",
        "VADER is very smart, handsome, and funny. | 855",
        "VADER is VERY SMART, handsome, and FUNNY. | 923",
        "VADER is VERY SMART, handsome, and FUNNY!!! | 934",
        "VADER is VERY SMART, uber handsome, and FRIGGIN FUNNY!!! | 947",
        "VADER is not smart, handsome, nor funny. | -742",
        "The book was good. | 440",
        "At least it isn't a horrible book. | 431",
        "The book was only kind of good. | 383",
        "The plot was good, but the characters are uncompelling and the dialog is not great. | -704",
        "Today SUX! | -546",
        "Today only kinda sux! But I'll get by, lol | 525",
        "Make sure you :) or :D today! | 863",
        "Not bad at all | 431"
      })
  void publishedExamplesHaveTheirPublishedScores(String text, int score) {
    assertThat(Sentiment.of(text, Lexicon.PUBLISHED)).hasValue(score);
  }

  /** It took the square of the length before: minutes for what a message may have. */
  @Test
  void aTextWithoutBlanksTakesNoLongerThanAnother() {
    String hostile = "a" + "!".repeat(65_000) + "a";

    assertTimeoutPreemptively(Duration.ofSeconds(2), () -> Sentiment.of(hostile));
  }

  @Test
  void whatFeelsNothingIsZeroAndWhatSaysNothingHasNoScore() {
    assertThat(Sentiment.of("The table is in the room.")).hasValue(0);
    assertThat(Sentiment.of(" \n ")).isEmpty();
  }

  @Test
  void aComplaintWithoutAHarshWordIsNegativeAndPolitenessIsNothing() {
    assertThat(Sentiment.of("Still waiting, on hold for two hours.").orElseThrow()).isNegative();
    assertThat(Sentiment.of("Please help.")).hasValue(0);
    assertThat(Sentiment.of("@great the table")).hasValue(0);
  }

  @Test
  void onlyEnglishIsSupported() {
    assertThat(Sentiment.supports("en")).isTrue();
    assertThat(Sentiment.supports("en-GB")).isTrue();
    assertThat(Sentiment.supports("de")).isFalse();
    assertThat(Sentiment.supports("none")).isFalse();
  }
}
