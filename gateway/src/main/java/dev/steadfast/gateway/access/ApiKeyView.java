package dev.steadfast.gateway.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An API key without its secret. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ApiKey", description = "An API key without its secret.")
public record ApiKeyView(
    @Schema(examples = "Zx81kQ2mPd07RwTc", required = true) String id,
    @Schema(examples = "helpdesk webhook", required = true) String name,
    @Schema(required = true) List<String> scopes,
    @Schema(required = true) Instant createdAt,
    @Schema(description = "The id of the key that made it.", required = true) String createdBy,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt,
    @Schema(description = "To the minute; absent if never used.") @Nullable Instant lastUsedAt) {

  static ApiKeyView of(ApiKey key) {
    return new ApiKeyView(
        key.id(),
        key.name(),
        key.scopes(),
        key.createdAt(),
        key.createdBy(),
        key.expiresAt(),
        key.revokedAt(),
        key.lastUsedAt());
  }
}
