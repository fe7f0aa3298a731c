package dev.steadfast.gateway.tenant;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A tenant. */
@Schema(name = "Tenant")
public record TenantView(
    @Schema(required = true) UUID id,
    @Schema(examples = "Acme", required = true) String name,
    @Schema(
            description = "The IANA time zone in which its days begin.",
            examples = "Europe/Berlin",
            required = true)
        String reportingZone,
    @Schema(description = "Whether its admins may make tenants.", required = true) boolean operator,
    @Schema(required = true) Instant createdAt) {

  static TenantView of(Tenant tenant) {
    return new TenantView(
        tenant.id(),
        tenant.name(),
        tenant.reportingZone().getId(),
        tenant.operator(),
        tenant.createdAt());
  }
}
