package dev.steadfast.feedback.answer;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;

/**
 * The words of the page that are not the survey's own, in the language of the survey where we have
 * them, else in English.
 */
final class PageWords {
  private static final Set<String> RIGHT_TO_LEFT =
      Set.of("ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi");

  private final ResourceBundle words;

  private PageWords(ResourceBundle words) {
    this.words = words;
  }

  /**
   * The words for that language.
   *
   * @param language a BCP 47 tag
   */
  static PageWords in(String language) {
    return new PageWords(
        ResourceBundle.getBundle(
            "page/words",
            Locale.forLanguageTag(language),
            PageWords.class.getClassLoader(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
  }

  String get(String key) {
    return words.getString(key);
  }

  /** The language that the words are really in. */
  String language() {
    return get("language");
  }

  /** What the lowest value means. */
  String lowLabel(SurveyQuestion asked) {
    return asked.lowLabel().orElseGet(() -> get(kind(asked) + ".low"));
  }

  /** What the highest value means. */
  String highLabel(SurveyQuestion asked) {
    return asked.highLabel().orElseGet(() -> get(kind(asked) + ".high"));
  }

  private static String kind(SurveyQuestion asked) {
    return switch (asked.scale()) {
      case CSAT_5, CSAT_3, CSAT_2 -> "csat";
      case NPS -> "nps";
      case CES_7 -> "ces";
    };
  }

  /** {@code ltr} or {@code rtl}. */
  static String direction(String language) {
    return RIGHT_TO_LEFT.contains(Locale.forLanguageTag(language).getLanguage()) ? "rtl" : "ltr";
  }
}
