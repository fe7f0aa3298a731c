package dev.steadfast.feedback.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a page of somebody else's making needs to ask the question. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "SurveyQuestion")
record SurveyQuestionView(
    String title,
    String language,
    String question,
    String scale,
    List<Integer> values,
    String lowLabel,
    String highLabel,
    @Nullable String commentQuestion) {
  static SurveyQuestionView of(SurveyQuestion asked) {
    PageWords words = PageWords.in(asked.language());
    return new SurveyQuestionView(
        asked.title(),
        asked.language(),
        asked.question(),
        asked.scale().code(),
        IntStream.rangeClosed(asked.scale().lowest(), asked.scale().highest()).boxed().toList(),
        words.lowLabel(asked),
        words.highLabel(asked),
        asked.commentQuestion().orElse(null));
  }
}
