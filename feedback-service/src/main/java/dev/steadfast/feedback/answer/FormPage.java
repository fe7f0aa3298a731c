package dev.steadfast.feedback.answer;

import java.util.List;

/**
 * What the template of the form shows. Public because the template engine reads it; empty texts are
 * not shown.
 *
 * @param wordsLanguage the language of everything that the survey did not say
 */
public record FormPage(
    String style,
    String language,
    String direction,
    String wordsLanguage,
    String title,
    String question,
    List<Choice> choices,
    boolean asksComment,
    String commentQuestion,
    String comment,
    String commentHint,
    String error,
    String send,
    String token) {

  /** One value of the scale. */
  public record Choice(int value, String label, boolean selected) {}
}
