package dev.steadfast.gateway.access;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key as its tenant's admins see it: never the secret.
 *
 * @param id the public part of the key
 * @param createdBy the key that made it
 * @param lastUsedAt to the minute
 */
public record ApiKey(
    UUID tenant,
    String id,
    String name,
    List<String> scopes,
    Instant createdAt,
    String createdBy,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt,
    @Nullable Instant lastUsedAt) {
  public ApiKey {
    scopes = List.copyOf(scopes);
  }
}
