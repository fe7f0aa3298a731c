package dev.steadfast.gateway.tenant;

import dev.steadfast.platform.problem.ProblemException;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.ZoneId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the operator says of a tenant to be made. */
@Schema(name = "NewTenant")
public record NewTenant(
    @NotBlank @Size(max = 200) @Schema(examples = "Acme") String name,
    @Schema(description = "An IANA time zone; UTC if absent.", examples = "Europe/Berlin")
        @Nullable String reportingZone) {

  /**
   * The zone.
   *
   * @throws ProblemException {@code rule-violated} for an offset or an unknown name
   */
  ZoneId zone() {
    String zone = reportingZone == null ? "UTC" : reportingZone;
    if (!ZoneId.getAvailableZoneIds().contains(zone)) {
      throw ProblemException.ruleViolated(
          "/reportingZone", "'" + zone + "' is no IANA time zone, such as Europe/Berlin.");
    }
    return ZoneId.of(zone);
  }
}
