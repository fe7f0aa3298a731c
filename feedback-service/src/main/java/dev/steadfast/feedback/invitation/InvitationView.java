package dev.steadfast.feedback.invitation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steadfast.contracts.event.Reference;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An invitation as it is shown, with the link to send while it can be answered. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Invitation")
public record InvitationView(
    UUID id,
    UUID surveyId,
    String system,
    String subject,
    @Nullable UUID interactionId,
    @Schema(description = "Which resolution it follows; absent for one by hand.")
        @Nullable Integer cycle,
    @Schema(enumeration = {"resolution", "manual", "direct"}) String origin,
    @Nullable Reference team,
    @Nullable Reference agent,
    @Nullable String channel,
    @Schema(enumeration = {"invited", "delivered", "answered", "expired", "withdrawn"})
        String state,
    Instant invitedAt,
    @Schema(description = "The survey's delay is over then; send the link no earlier.")
        Instant sendAfter,
    Instant expiresAt,
    @Nullable Instant deliveredAt,
    @Nullable String via,
    @Nullable Instant answeredAt,
    @Schema(
            description =
                "For this customer only, answers once; absent when it cannot be answered.")
        @Nullable String link) {
  static InvitationView of(Invitation invitation, SurveyLinks links, Instant now) {
    return new InvitationView(
        invitation.id(),
        invitation.surveyId(),
        invitation.system(),
        invitation.subject(),
        invitation.interactionId().orElse(null),
        invitation.cycle().orElse(null),
        invitation.origin(),
        invitation.team().orElse(null),
        invitation.agent().orElse(null),
        invitation.channel().orElse(null),
        invitation.state(now).code(),
        invitation.invitedAt(),
        invitation.sendAfter(),
        invitation.expiresAt(),
        invitation.deliveredAt().orElse(null),
        invitation.deliveredVia().orElse(null),
        invitation.answeredAt().orElse(null),
        invitation.isOpen(now) ? links.addressOf(invitation) : null);
  }
}
