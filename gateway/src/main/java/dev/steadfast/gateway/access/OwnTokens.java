package dev.steadfast.gateway.access;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.Set;

/**
 * How the gateway's own resources verify their tokens: as every service does, but with the key in
 * memory and not fetched from itself.
 */
@ApplicationScoped
class OwnTokens {
  private final SigningKey key;

  @Inject
  OwnTokens(SigningKey key) {
    this.key = key;
  }

  @Produces
  @Alternative
  @Priority(1)
  @ApplicationScoped
  JWTAuthContextInfo verification() {
    JWTAuthContextInfo info = new JWTAuthContextInfo(key.publicKey(), TokenMinter.ISSUER);
    info.setSignatureAlgorithm(Set.of(SignatureAlgorithm.ES256));
    info.setExpectedAudience(Set.of(TokenMinter.OWN_AUDIENCE));
    info.setGroupsPath("groups");
    return info;
  }
}
