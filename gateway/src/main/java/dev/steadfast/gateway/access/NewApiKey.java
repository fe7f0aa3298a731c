package dev.steadfast.gateway.access;

import dev.steadfast.platform.access.Scopes;
import dev.steadfast.platform.problem.ProblemException;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What an admin says of a key to be made. */
@Schema(name = "NewApiKey")
public record NewApiKey(
    @NotBlank @Size(max = 200) @Schema(examples = "helpdesk webhook") String name,
    @NotEmpty
        @Size(max = 20)
        @Schema(
            description =
                "Any of events:write, metrics:read, metrics:write, goals:read, goals:write,"
                    + " feedback:read, feedback:write, admin. admin implies all others.")
        List<@NotNull String> scopes,
    @Schema(description = "When it stops working; never, if absent.")
        @Nullable OffsetDateTime expiresAt) {

  /** Refuses scopes that do not exist and a time that has passed. */
  void check(Instant now) {
    for (int i = 0; i < scopes.size(); i++) {
      if (!Scopes.ALL.contains(scopes.get(i))) {
        throw ProblemException.ruleViolated(
            "/scopes/" + i, "There is no scope '" + scopes.get(i) + "'.");
      }
    }
    if (expiresAt != null && !expiresAt.toInstant().isAfter(now)) {
      throw ProblemException.ruleViolated("/expiresAt", "The time must be in the future.");
    }
  }
}
