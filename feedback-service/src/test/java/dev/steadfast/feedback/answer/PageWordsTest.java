package dev.steadfast.feedback.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageWordsTest {
  @ParameterizedTest
  @CsvSource({"de,de", "de-AT,de", "fr-CA,fr", "es,es", "en-GB,en", "ja,en", "xx,en"})
  void wordsAreInTheLanguageOfTheSurveyOrInEnglish(String asked, String given) {
    assertThat(PageWords.in(asked).language()).isEqualTo(given);
  }

  @ParameterizedTest
  @CsvSource({"ar,rtl", "he-IL,rtl", "en,ltr", "de-CH,ltr"})
  void directionFollowsTheLanguage(String language, String direction) {
    assertThat(PageWords.direction(language)).isEqualTo(direction);
  }

  @Test
  void everyLanguageHasEveryWord() throws IOException {
    Properties english = words("page/words.properties");

    for (String language : new String[] {"de", "fr", "es"}) {
      assertThat(words("page/words_" + language + ".properties").keySet())
          .as(language)
          .isEqualTo(english.keySet());
    }
  }

  private static Properties words(String resource) throws IOException {
    Properties words = new Properties();
    try (var in = PageWordsTest.class.getClassLoader().getResourceAsStream(resource)) {
      words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return words;
  }
}
