package dev.steadfast.feedback.survey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a request that may have none, and then needs no content type either; the
 * framework would answer 415.
 */
@ApplicationScoped
public class OptionalBody {
  private final ObjectMapper json;

  @Inject
  OptionalBody(ObjectMapper json) {
    this.json = json;
  }

  /**
   * The body, or empty if there is none.
   *
   * @throws JsonProcessingException if it is not JSON of that type
   * @throws ProblemException {@code unsupported-media-type} if it does not claim to be JSON
   */
  public <T> Optional<T> read(@Nullable String body, HttpHeaders headers, Class<T> type)
      throws JsonProcessingException {
    if (body == null || body.isBlank()) {
      return Optional.empty();
    }
    MediaType claimed = headers.getMediaType();
    if (claimed == null || !claimed.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
      throw new ProblemException(
          ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Send the body as application/json.");
    }
    return Optional.ofNullable(json.readValue(body, type));
  }
}
