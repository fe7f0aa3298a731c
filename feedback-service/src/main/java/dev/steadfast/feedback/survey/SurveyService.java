package dev.steadfast.feedback.survey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.platform.access.Caller;
import dev.steadfast.platform.http.MergePatch;
import dev.steadfast.platform.http.Version;
import dev.steadfast.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Defines surveys and changes them. */
@ApplicationScoped
public class SurveyService {
  private final SurveyRepository surveys;
  private final Caller caller;
  private final Clock clock;
  private final ObjectMapper json;

  @Inject
  SurveyService(SurveyRepository surveys, Caller caller, Clock clock, ObjectMapper json) {
    this.surveys = surveys;
    this.caller = caller;
    this.clock = clock;
    this.json = json;
  }

  @Transactional
  Survey define(DefineSurvey definition) {
    Survey survey = new Survey(caller.tenant(), definition.enforceRules(), now());
    surveys.persistAndFlush(survey);
    return survey;
  }

  /**
   * Applies a merge patch to the version that {@code ifMatch} names.
   *
   * @throws ProblemException {@code stale-version}, {@code rule-violated}
   * @throws JsonProcessingException if the patched document is not a definition
   */
  @Transactional
  Survey patch(UUID id, @Nullable String ifMatch, JsonNode patch) throws JsonProcessingException {
    Survey survey = surveys.lock(id);
    Version.require(ifMatch, survey.version());
    if (!patch.isObject()) {
      throw ProblemException.ruleViolated("", "A merge patch is a JSON object.");
    }
    JsonNode present = json.valueToTree(DefineSurvey.of(survey));
    DefineSurvey changed =
        json.treeToValue(MergePatch.apply(present, patch), DefineSurvey.class).enforceRules();
    if (!survey.scale().code().equals(changed.scale())) {
      throw ProblemException.ruleViolated(
          "/scale", "The scale of a survey stays as it is. Define a new survey instead.");
    }
    survey.define(changed, now());
    surveys.flush();
    return survey;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
