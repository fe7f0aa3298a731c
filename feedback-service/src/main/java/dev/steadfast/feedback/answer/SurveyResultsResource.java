package dev.steadfast.feedback.answer;

import dev.steadfast.feedback.survey.Survey;
import dev.steadfast.feedback.survey.SurveyRepository;
import dev.steadfast.platform.access.Scopes;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Results of surveys over HTTP. */
@Path("/v1/surveys/{id}/results")
@Tag(name = "Surveys")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SurveyResultsResource {
  private final SurveyRepository surveys;
  private final AnswerRepository answers;

  @Inject
  SurveyResultsResource(SurveyRepository surveys, AnswerRepository answers) {
    this.surveys = surveys;
    this.answers = answers;
  }

  @GET
  @Transactional
  @RolesAllowed(Scopes.FEEDBACK_READ)
  @Operation(
      operationId = "getSurveyResults",
      summary = "What the answers to a survey add up to, with 95 % intervals")
  @APIResponse(responseCode = "200", description = "The results so far")
  @APIResponse(responseCode = "404", description = "not-found")
  public SurveyResults get(@PathParam("id") UUID id) {
    Survey survey = surveys.require(id);
    return SurveyResults.of(id, survey.scale(), answers.distribution(id), answers.responses(id));
  }
}
