package dev.steadfast.feedback.answer;

import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.feedback.invitation.SurveyLink;
import dev.steadfast.feedback.invitation.SurveyLinks;
import dev.steadfast.platform.access.Caller;
import dev.steadfast.platform.access.Scopes;
import dev.steadfast.platform.problem.ProblemException;
import dev.steadfast.platform.problem.ProblemMapper;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/**
 * The page behind a survey link. GET never records, whatever its parameters, because mail scanners
 * follow links; POST records once. Browsers get HTML, programs JSON.
 */
@Path("/s/{token}")
@Tag(name = "Survey page", description = "Where customers answer; the link is the credential")
@Produces({MediaType.TEXT_HTML, MediaType.APPLICATION_JSON})
@RolesAllowed(Scopes.PUBLIC)
@RunOnVirtualThread
public class AnswerPageResource {
  private final AnswerService service;
  private final SurveyLinks links;
  private final AnswerPages pages;
  private final Caller caller;
  private final ProblemMapper problems;

  @Inject
  AnswerPageResource(
      AnswerService service,
      SurveyLinks links,
      AnswerPages pages,
      Caller caller,
      ProblemMapper problems) {
    this.service = service;
    this.links = links;
    this.pages = pages;
    this.caller = caller;
    this.problems = problems;
  }

  @GET
  @Operation(operationId = "showSurveyPage", summary = "Show the question; records nothing")
  @APIResponse(
      responseCode = "200",
      description = "The form, or the question as JSON",
      content = {
        @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING)),
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = SurveyQuestionView.class))
      })
  @APIResponse(responseCode = "404", description = "not-found: no link of ours")
  @APIResponse(responseCode = "406", description = "not-acceptable")
  @APIResponse(responseCode = "409", description = "already-answered")
  @APIResponse(responseCode = "410", description = "link-expired")
  public Response show(
      @PathParam("token") String token,
      @Parameter(
              description = "Selects a value in the form; the customer still has to send it.",
              schema = @Schema(type = SchemaType.INTEGER))
          @QueryParam("value")
          @Nullable String value,
      @Context HttpHeaders headers) {
    SurveyQuestion asked = service.look(enter(token).invitation());
    if (wantsJson(headers)) {
      refuse(asked.refusal());
      return pages.secured(
          Response.ok(SurveyQuestionView.of(asked), MediaType.APPLICATION_JSON_TYPE));
    }
    if (asked.refusal().isPresent()) {
      return pages.refusal(asked.refusal().get().code().status(), asked.language());
    }
    Optional<Integer> selected = whole(value).filter(asked.scale()::holds);
    return pages.form(asked, token, new AnswerPages.Filled(selected, ""));
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(operationId = "answerSurvey", summary = "Answer, once")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_FORM_URLENCODED,
              schema =
                  @Schema(
                      type = SchemaType.OBJECT,
                      requiredProperties = "value",
                      properties = {
                        @SchemaProperty(
                            name = "value",
                            type = SchemaType.INTEGER,
                            minimum = "0",
                            maximum = "10",
                            description = "A whole number on the survey's scale."),
                        @SchemaProperty(
                            name = "comment",
                            type = SchemaType.STRING,
                            maxLength = RecordAnswer.LONGEST_COMMENT)
                      })))
  @APIResponse(
      responseCode = "200",
      description = "Recorded; thanks",
      content = {
        @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING)),
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = Thanks.class))
      })
  @APIResponse(responseCode = "404", description = "not-found: no link of ours")
  @APIResponse(responseCode = "406", description = "not-acceptable")
  @APIResponse(responseCode = "409", description = "already-answered")
  @APIResponse(responseCode = "410", description = "link-expired")
  @APIResponse(responseCode = "413", description = "body-too-large")
  @APIResponse(responseCode = "415", description = "unsupported-media-type")
  @APIResponse(responseCode = "422", description = "rule-violated; the form again, as HTML")
  public Response answer(
      @PathParam("token") String token,
      @FormParam("value") @Nullable String value,
      @FormParam("comment") @Nullable String comment,
      @Context HttpHeaders headers) {
    SurveyLink link = enter(token);
    SurveyQuestion asked = service.look(link.invitation());
    boolean json = wantsJson(headers);
    Optional<Integer> chosen = whole(value).filter(asked.scale()::holds);
    String written = comment == null ? "" : comment.replace("\r\n", "\n");
    try {
      service.answerByLink(link.invitation(), chosen.orElse(null), written);
    } catch (ProblemException e) {
      if (json) {
        throw e;
      }
      return e.code() == ProblemCode.RULE_VIOLATED
          ? pages.correction(asked, token, new AnswerPages.Filled(chosen, written))
          : pages.refusal(e.code().status(), asked.language());
    }
    return json
        ? pages.secured(
            Response.ok(
                new Thanks(
                    asked
                        .thankYou()
                        .orElseGet(() -> PageWords.in(asked.language()).get("thanks.text"))),
                MediaType.APPLICATION_JSON_TYPE))
        : pages.thanks(asked);
  }

  /** Acts for the tenant that the link names, and only then touches the database. */
  private SurveyLink enter(String token) {
    SurveyLink link =
        links
            .read(token)
            .orElseThrow(
                () -> new ProblemException(ProblemCode.NOT_FOUND, "The link is not valid."));
    caller.is(link.tenant(), "survey-link");
    return link;
  }

  private static void refuse(Optional<ProblemException> refusal) {
    if (refusal.isPresent()) {
      throw refusal.get();
    }
  }

  private static Optional<Integer> whole(@Nullable String text) {
    return text != null && text.matches("[0-9]{1,2}")
        ? Optional.of(Integer.valueOf(text))
        : Optional.empty();
  }

  private static boolean wantsJson(HttpHeaders headers) {
    for (MediaType accepted : headers.getAcceptableMediaTypes()) {
      if (accepted.isCompatible(MediaType.TEXT_HTML_TYPE)) {
        return false;
      }
      if (accepted.getSubtype().equals("json") || accepted.getSubtype().endsWith("+json")) {
        return true;
      }
    }
    return false;
  }

  /** Every other failure: a page for browsers, the usual problem for programs. */
  @ServerExceptionMapper
  public Response failed(Throwable failure, HttpHeaders headers) {
    Response problem =
        switch (failure) {
          case ProblemException refused -> problems.refused(refused);
          case WebApplicationException http -> problems.http(http);
          case UnauthorizedException e -> problems.unauthenticated(e);
          case AuthenticationFailedException e -> problems.unauthenticated(e);
          case ForbiddenException e -> problems.forbidden(e);
          default -> problems.failed(failure);
        };
    if (wantsJson(headers)) {
      return pages.secured(Response.fromResponse(problem));
    }
    Response.ResponseBuilder page =
        Response.fromResponse(pages.refusal(problem.getStatus(), languageOf(headers)));
    for (String kept : List.of(HttpHeaders.RETRY_AFTER, HttpHeaders.WWW_AUTHENTICATE)) {
      if (problem.getHeaderString(kept) != null) {
        page.header(kept, problem.getHeaderString(kept));
      }
    }
    return page.build();
  }

  private static String languageOf(HttpHeaders headers) {
    return headers.getAcceptableLanguages().stream()
        .map(Locale::toLanguageTag)
        .findFirst()
        .orElse("en");
  }
}
