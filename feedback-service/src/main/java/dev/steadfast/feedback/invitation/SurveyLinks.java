package dev.steadfast.feedback.invitation;

import io.quarkus.runtime.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;

/** The public addresses of invitations. Made at start, so that a weak secret stops the service. */
@Singleton
@Startup
public class SurveyLinks {
  private final String base;
  private final SurveyLinkSigner signer;

  @Inject
  SurveyLinks(FeedbackSettings settings) {
    this.base = baseOf(settings.publicUrl());
    this.signer = new SurveyLinkSigner(settings.linkSecret());
  }

  private static String baseOf(String publicUrl) {
    URI uri = URI.create(publicUrl);
    boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
    if (!web || uri.getHost() == null || uri.getQuery() != null || uri.getFragment() != null) {
      throw new IllegalArgumentException(
          "steadfast.feedback.public-url must be an address such as https://help.acme.example");
    }
    return publicUrl.replaceAll("/+$", "") + "/s/";
  }

  /** The address of the page where the invitation is answered. */
  String addressOf(Invitation invitation) {
    return base
        + signer.tokenOf(
            new SurveyLink(invitation.tenant(), invitation.id(), invitation.expiresAt()));
  }

  /** What the token of an address says, or empty unless we signed it. */
  public Optional<SurveyLink> read(String token) {
    return signer.read(token);
  }
}
