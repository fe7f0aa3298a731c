package dev.steadfast.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.steadfast.platform.access.Scopes;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Mints the tokens that services trust. A token lives 60 seconds and is given out for the first 30,
 * so that signing is rare and the receiver has at least 30 seconds left.
 */
@ApplicationScoped
public class TokenMinter {
  /** The name of the issuer in every internal token. */
  public static final String ISSUER = "steadfast-gateway";

  /** The audience of tokens for the gateway's own resources. */
  public static final String OWN_AUDIENCE = "gateway";

  private static final UUID NOBODY = new UUID(0, 0);
  private static final Duration LIFE = Duration.ofSeconds(60);
  private static final Duration GIVEN_OUT = Duration.ofSeconds(30);

  private final SigningKey key;
  private final Clock clock;
  private final Cache<Wanted, String> minted =
      Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(GIVEN_OUT).build();

  private record Wanted(String audience, Principal principal) {}

  @Inject
  TokenMinter(SigningKey key, Clock clock) {
    this.key = key;
    this.clock = clock;
  }

  /** A token for that service in the name of that caller. */
  public String mint(Principal principal, String audience) {
    return minted.get(new Wanted(audience, principal), this::sign);
  }

  /** A token for a public address: no tenant, and no scope that a key could have. */
  public String mintPublic(String audience) {
    return minted.get(
        new Wanted(audience, new Principal(NOBODY, "UTC", false, Scopes.PUBLIC, List.of())),
        this::sign);
  }

  private String sign(Wanted wanted) {
    Principal principal = wanted.principal();
    Instant now = clock.instant();
    JwtClaimsBuilder claims =
        Jwt.issuer(ISSUER)
            .audience(wanted.audience())
            .subject(principal.subject())
            .upn(principal.subject())
            .issuedAt(now)
            .expiresAt(now.plus(LIFE))
            .groups(groups(wanted));
    if (!principal.tenant().equals(NOBODY)) {
      claims.claim("tenant", principal.tenant().toString()).claim("zone", principal.zone());
    }
    return claims
        .jws()
        .keyId(key.keyId())
        .algorithm(SignatureAlgorithm.ES256)
        .sign(key.privateKey());
  }

  private static Set<String> groups(Wanted wanted) {
    Principal principal = wanted.principal();
    if (principal.tenant().equals(NOBODY)) {
      return Set.of(Scopes.PUBLIC);
    }
    Set<String> groups = new LinkedHashSet<>(principal.scopes());
    if (wanted.audience().equals(OWN_AUDIENCE)
        && principal.operator()
        && principal.may(Scopes.ADMIN)) {
      groups.add(Roles.OPERATOR);
    }
    return groups;
  }
}
