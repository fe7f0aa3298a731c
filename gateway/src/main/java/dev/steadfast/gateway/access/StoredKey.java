package dev.steadfast.gateway.access;

import dev.steadfast.platform.access.Scopes;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the database holds of a key that someone presents.
 *
 * @param digest of the whole key, in hexadecimal; see {@link KeyPepper}
 */
record StoredKey(
    UUID tenant,
    String zone,
    boolean operator,
    String digest,
    List<String> scopes,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt) {

  boolean usableAt(Instant now) {
    return revokedAt == null && (expiresAt == null || expiresAt.isAfter(now));
  }

  Principal principal(String keyId) {
    List<String> all = scopes.contains(Scopes.ADMIN) ? Scopes.ALL : scopes;
    return new Principal(tenant, zone, operator, keyId, all);
  }
}
