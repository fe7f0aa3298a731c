package dev.steadfast.goals;

import dev.steadfast.platform.problem.Problem;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** What the OpenAPI document says once for all operations: the problems that they answer with. */
@OpenAPIDefinition(
    info = @Info(title = "Steadfast goals", version = "1"),
    components =
        @Components(
            responses = {
              @APIResponse(
                  name = GoalsApi.BAD_REQUEST,
                  description =
                      "malformed-json, malformed-request, invalid-parameter or invalid-cursor",
                  content =
                      @Content(
                          mediaType = Problem.MEDIA_TYPE,
                          schema = @Schema(implementation = Problem.class))),
              @APIResponse(
                  name = GoalsApi.UNAUTHENTICATED,
                  description = "unauthenticated",
                  content =
                      @Content(
                          mediaType = Problem.MEDIA_TYPE,
                          schema = @Schema(implementation = Problem.class))),
              @APIResponse(
                  name = GoalsApi.FORBIDDEN,
                  description = "forbidden: the key lacks the scope",
                  content =
                      @Content(
                          mediaType = Problem.MEDIA_TYPE,
                          schema = @Schema(implementation = Problem.class))),
              @APIResponse(
                  name = GoalsApi.NOT_FOUND,
                  description = "not-found: no such thing in this tenant",
                  content =
                      @Content(
                          mediaType = Problem.MEDIA_TYPE,
                          schema = @Schema(implementation = Problem.class))),
              @APIResponse(
                  name = GoalsApi.CONFLICT,
                  description = "goal-closed, goal-not-draft or goal-not-active",
                  content =
                      @Content(
                          mediaType = Problem.MEDIA_TYPE,
                          schema = @Schema(implementation = Problem.class))),
              @APIResponse(
                  name = GoalsApi.STALE,
                  description = "stale-version: read it again",
                  content =
                      @Content(
                          mediaType = Problem.MEDIA_TYPE,
                          schema = @Schema(implementation = Problem.class))),
              @APIResponse(
                  name = GoalsApi.UNSUPPORTED,
                  description = "unsupported-media-type",
                  content =
                      @Content(
                          mediaType = Problem.MEDIA_TYPE,
                          schema = @Schema(implementation = Problem.class))),
              @APIResponse(
                  name = GoalsApi.RULE_VIOLATED,
                  description = "rule-violated with JSON pointers, or idempotency-key-reused",
                  content =
                      @Content(
                          mediaType = Problem.MEDIA_TYPE,
                          schema = @Schema(implementation = Problem.class))),
              @APIResponse(
                  name = GoalsApi.VERSION_REQUIRED,
                  description = "version-required: send If-Match",
                  content =
                      @Content(
                          mediaType = Problem.MEDIA_TYPE,
                          schema = @Schema(implementation = Problem.class))),
              @APIResponse(
                  name = GoalsApi.UNAVAILABLE,
                  description = "unavailable: nothing was changed; see Retry-After",
                  content =
                      @Content(
                          mediaType = Problem.MEDIA_TYPE,
                          schema = @Schema(implementation = Problem.class)))
            }))
public class GoalsApi extends Application {
  public static final String BAD_REQUEST = "BadRequest";
  public static final String UNAUTHENTICATED = "Unauthenticated";
  public static final String FORBIDDEN = "Forbidden";
  public static final String NOT_FOUND = "NotFound";
  public static final String CONFLICT = "GoalConflict";
  public static final String STALE = "StaleVersion";
  public static final String UNSUPPORTED = "UnsupportedMediaType";
  public static final String RULE_VIOLATED = "RuleViolated";
  public static final String VERSION_REQUIRED = "VersionRequired";
  public static final String UNAVAILABLE = "Unavailable";
}
