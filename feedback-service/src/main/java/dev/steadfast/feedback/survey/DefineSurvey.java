package dev.steadfast.feedback.survey;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A survey as a caller defines it. Absent fields have the defaults that the document names. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    description = "A survey definition.",
    requiredProperties = {"title", "scale", "question"})
public record DefineSurvey(
    @Schema(minLength = 1, maxLength = 200, examples = "After each resolution")
        @Nullable String title,
    @Schema(
            maxLength = 35,
            defaultValue = "en",
            description = "A BCP 47 tag. The words of the page exist in de, en, es and fr.")
        @Nullable String language,
    @Schema(
            enumeration = {"csat-5", "csat-3", "csat-2", "nps", "ces-7"},
            description = "Stays as it is for the life of the survey.")
        @Nullable String scale,
    @Schema(minLength = 1, maxLength = 500, examples = "How satisfied are you with our help?")
        @Nullable String question,
    @Schema(maxLength = 100, description = "What the lowest value means. Default by language.")
        @Nullable String lowLabel,
    @Schema(maxLength = 100, description = "What the highest value means. Default by language.")
        @Nullable String highLabel,
    @Schema(maxLength = 500, description = "Asks for a comment; absent for no such field.")
        @Nullable String commentQuestion,
    @Schema(maxLength = 1000, description = "Shown after the answer. Default by language.")
        @Nullable String thankYou,
    @Nullable DefineInvite invite,
    @Schema(defaultValue = "true", description = "Whether it invites and can be invited to.")
        @Nullable Boolean active) {

  /** Whom the survey invites, as a caller defines it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DefineInvite(
      @Schema(
              enumeration = {"resolved", "manual"},
              defaultValue = "resolved",
              description = "manual: only by POST /v1/invitations.")
          @Nullable String when,
      @Schema(minimum = "0", maximum = "43200", defaultValue = "0") @Nullable Integer delayMinutes,
      @Schema(minimum = "1", maximum = "365", defaultValue = "14")
          @Nullable Integer expiresAfterDays,
      @Schema(maxItems = 100, description = "Ids or labels; empty for all.")
          @Nullable List<String> teams,
      @Schema(maxItems = 100, description = "Empty for all.") @Nullable List<String> channels) {

    static final DefineInvite DEFAULT = new DefineInvite(null, null, null, null, null);

    boolean onResolution() {
      return !Objects.equals(when, "manual");
    }

    InviteRule toDomain() {
      return new InviteRule(
          Objects.requireNonNullElse(delayMinutes, 0),
          Objects.requireNonNullElse(expiresAfterDays, 14),
          teams == null ? List.of() : teams.stream().distinct().toList(),
          channels == null ? List.of() : channels.stream().distinct().toList());
    }

    private void check(Rules rules) {
      rules
          .check(
              "/invite/when",
              when == null || when.equals("resolved") || when.equals("manual"),
              "when is resolved or manual.")
          .check(
              "/invite/delayMinutes",
              delayMinutes == null || (delayMinutes >= 0 && delayMinutes <= 43_200),
              "delayMinutes is 0 to 43200 (30 days).")
          .check(
              "/invite/expiresAfterDays",
              expiresAfterDays == null || (expiresAfterDays >= 1 && expiresAfterDays <= 365),
              "expiresAfterDays is 1 to 365.");
      checkAll(rules, "/invite/teams", teams);
      checkAll(rules, "/invite/channels", channels);
    }

    private static void checkAll(Rules rules, String pointer, @Nullable List<String> values) {
      if (values == null) {
        return;
      }
      rules.check(pointer, values.size() <= 100, "At most 100 values are allowed.");
      for (int i = 0; i < Math.min(values.size(), 100); i++) {
        rules.required(pointer + "/" + i, values.get(i), 200);
      }
    }
  }

  /** The definition that a survey has now. */
  static DefineSurvey of(Survey survey) {
    InviteRule rule = survey.inviteRule();
    return new DefineSurvey(
        survey.title(),
        survey.language(),
        survey.scale().code(),
        survey.question(),
        survey.lowLabel().orElse(null),
        survey.highLabel().orElse(null),
        survey.commentQuestion().orElse(null),
        survey.thankYou().orElse(null),
        new DefineInvite(
            survey.invitesOnResolution() ? "resolved" : "manual",
            rule.delayMinutes(),
            rule.expiresAfterDays(),
            rule.teams(),
            rule.channels()),
        survey.isActive());
  }

  /** Refuses a definition that breaks a rule, with all places. */
  DefineSurvey enforceRules() {
    Rules rules =
        new Rules()
            .required("/title", title, 200)
            .required("/question", question, 500)
            .optional("/lowLabel", lowLabel, 100)
            .optional("/highLabel", highLabel, 100)
            .optional("/commentQuestion", commentQuestion, 500)
            .optional("/thankYou", thankYou, 1000)
            .check(
                "/language",
                language == null || isLanguageTag(language),
                "language is a BCP 47 tag such as en or pt-BR.")
            .check(
                "/scale",
                scale != null && Scale.named(scale).isPresent(),
                "scale is one of " + Scale.names() + ".");
    if (invite != null) {
      invite.check(rules);
    }
    rules.enforce();
    return this;
  }

  DefineInvite inviteOrDefault() {
    return invite == null ? DefineInvite.DEFAULT : invite;
  }

  private static boolean isLanguageTag(String tag) {
    try {
      return tag.length() <= 35
          && !new Locale.Builder().setLanguageTag(tag).build().getLanguage().isEmpty();
    } catch (IllformedLocaleException e) {
      return false;
    }
  }
}
