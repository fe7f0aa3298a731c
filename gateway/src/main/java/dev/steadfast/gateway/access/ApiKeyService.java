package dev.steadfast.gateway.access;

import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.platform.access.Caller;
import dev.steadfast.platform.access.Scopes;
import dev.steadfast.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes and revokes keys. */
@ApplicationScoped
public class ApiKeyService {
  private final ApiKeyRepository keys;
  private final Authenticator authenticator;
  private final KeyPepper pepper;
  private final Caller caller;
  private final Clock clock;

  @Inject
  ApiKeyService(
      ApiKeyRepository keys,
      Authenticator authenticator,
      KeyPepper pepper,
      Caller caller,
      Clock clock) {
    this.keys = keys;
    this.authenticator = authenticator;
    this.pepper = pepper;
    this.caller = caller;
    this.clock = clock;
  }

  @Transactional
  IssuedKey create(NewApiKey wanted) {
    wanted.check(clock.instant());
    OffsetDateTime expires = wanted.expiresAt();
    return issue(
        caller.tenant(),
        wanted.name().strip(),
        wanted.scopes().stream().distinct().toList(),
        expires == null ? null : expires.toInstant());
  }

  /** Makes the first key of a tenant, in the transaction that makes the tenant. */
  public IssuedKey firstKey(UUID tenant) {
    return issue(tenant, "first admin key", List.of(Scopes.ADMIN), null);
  }

  private IssuedKey issue(
      UUID tenant, String name, List<String> scopes, @Nullable Instant expiresAt) {
    Credential credential = Credential.random();
    ApiKey key =
        new ApiKey(
            tenant,
            credential.id(),
            name,
            scopes,
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            caller.subject(),
            expiresAt,
            null,
            null);
    keys.insert(key, pepper.digest(credential));
    return new IssuedKey(ApiKeyView.of(key), credential.text());
  }

  /**
   * Revokes a key; again and again if asked.
   *
   * @throws ProblemException {@code conflict} for the last key that could make another
   */
  @Transactional
  ApiKey revoke(String keyId) {
    ApiKey key = keys.require(caller.tenant(), keyId);
    Instant now = clock.instant();
    if (key.scopes().contains(Scopes.ADMIN)
        && key.revokedAt() == null
        && keys.otherAdmins(caller.tenant(), keyId, now) == 0) {
      throw new ProblemException(
          ProblemCode.CONFLICT, "This is the last admin key. Make another before you revoke it.");
    }
    keys.revoke(caller.tenant(), keyId, now);
    authenticator.forget(keyId);
    return keys.require(caller.tenant(), keyId);
  }
}
