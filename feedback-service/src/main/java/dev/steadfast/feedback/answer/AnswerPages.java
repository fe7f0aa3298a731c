package dev.steadfast.feedback.answer;

import dev.steadfast.contracts.problem.ProblemCode;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Draws the page. It loads nothing, runs no script, is not kept, not indexed and not framed, and
 * tells nobody its address, since whoever has the address can answer.
 */
@ApplicationScoped
class AnswerPages {
  private static final MediaType HTML = MediaType.TEXT_HTML_TYPE.withCharset("UTF-8");

  private final String style;
  private final String contentSecurityPolicy;

  AnswerPages() {
    style = read("page/style.css");
    contentSecurityPolicy =
        "default-src 'none'; style-src 'sha256-%s'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
            .formatted(sha256(style));
  }

  @CheckedTemplate(basePath = "page")
  static class Templates {
    private Templates() {}

    static native TemplateInstance form(FormPage page);

    static native TemplateInstance notice(NoticePage page);
  }

  /** What the customer has filled in so far. */
  record Filled(Optional<Integer> value, String comment) {}

  /** The form, with what is filled in. */
  Response form(SurveyQuestion asked, String token, Filled filled) {
    return html(Response.Status.OK.getStatusCode(), draw(asked, token, filled, ""));
  }

  /** The form again, saying what is wrong. */
  Response correction(SurveyQuestion asked, String token, Filled filled) {
    String key = filled.value().isEmpty() ? "error.value" : "error.comment";
    return html(
        ProblemCode.RULE_VIOLATED.status(),
        draw(asked, token, filled, PageWords.in(asked.language()).get(key)));
  }

  private String draw(SurveyQuestion asked, String token, Filled filled, String error) {
    PageWords words = PageWords.in(asked.language());
    List<FormPage.Choice> choices =
        IntStream.rangeClosed(asked.scale().lowest(), asked.scale().highest())
            .mapToObj(
                value ->
                    new FormPage.Choice(
                        value,
                        labelOf(asked, words, value),
                        filled.value().equals(Optional.of(value))))
            .toList();
    return Templates.form(
            new FormPage(
                style,
                asked.language(),
                PageWords.direction(asked.language()),
                words.language(),
                asked.title(),
                asked.question(),
                choices,
                asked.commentQuestion().isPresent(),
                asked.commentQuestion().orElse(""),
                filled.comment(),
                words.get("comment.hint"),
                error,
                words.get("send"),
                token))
        .render();
  }

  private static String labelOf(SurveyQuestion asked, PageWords words, int value) {
    if (value == asked.scale().lowest()) {
      return words.lowLabel(asked);
    }
    return value == asked.scale().highest() ? words.highLabel(asked) : "";
  }

  /** The survey's thanks. */
  Response thanks(SurveyQuestion asked) {
    PageWords words = PageWords.in(asked.language());
    String text = asked.thankYou().orElseGet(() -> words.get("thanks.text"));
    return notice(Response.Status.OK.getStatusCode(), asked.language(), words, "thanks", text);
  }

  /** Why there is no form. */
  Response refusal(int status, String language) {
    PageWords words = PageWords.in(language);
    String key =
        switch (status) {
          case 404 -> "invalid";
          case 409 -> "answered";
          case 410 -> "expired";
          case 503 -> "unavailable";
          default -> "failed";
        };
    return notice(status, words.language(), words, key, words.get(key + ".text"));
  }

  private Response notice(int status, String language, PageWords words, String key, String text) {
    return html(
        status,
        Templates.notice(
                new NoticePage(
                    style,
                    language,
                    PageWords.direction(language),
                    words.get(key + ".title"),
                    text))
            .render());
  }

  private Response html(int status, String body) {
    return secured(Response.status(status).type(HTML).entity(body));
  }

  /** Adds what every answer under a survey link has to say to browsers and caches. */
  Response secured(Response.ResponseBuilder response) {
    return response
        .header("Content-Security-Policy", contentSecurityPolicy)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header("Referrer-Policy", "no-referrer")
        .header("X-Robots-Tag", "noindex")
        .header("X-Content-Type-Options", "nosniff")
        .header(HttpHeaders.VARY, "Accept, Accept-Language")
        .build();
  }

  private static String read(String resource) {
    try (InputStream in =
        Objects.requireNonNull(AnswerPages.class.getClassLoader().getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
