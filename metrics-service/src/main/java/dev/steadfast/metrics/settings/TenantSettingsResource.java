package dev.steadfast.metrics.settings;

import dev.steadfast.platform.access.Scopes;
import dev.steadfast.platform.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Shows and changes what a tenant has set. */
@Path("/v1/tenant-settings")
@RunOnVirtualThread
@Tag(name = "Settings")
public class TenantSettingsResource {
  private final TenantSettings settings;

  @Inject
  TenantSettingsResource(TenantSettings settings) {
    this.settings = settings;
  }

  @GET
  @RolesAllowed(Scopes.METRICS_READ)
  @Operation(operationId = "getTenantSettings", summary = "Read what the tenant has set")
  @APIResponse(responseCode = "200", description = "The settings")
  public TenantSettingsView get() {
    return new TenantSettingsView(settings.keepsTexts());
  }

  @PUT
  @RolesAllowed(Scopes.ADMIN)
  @Operation(
      operationId = "putTenantSettings",
      summary = "Say whether the texts of messages are kept",
      description = "They are not, unless the tenant says so.")
  @APIResponse(responseCode = "200", description = "The settings as they are now")
  @APIResponse(responseCode = "400", description = "malformed-json")
  @APIResponse(responseCode = "422", description = "rule-violated")
  public TenantSettingsView put(@Nullable TenantSettingsView wanted) throws SQLException {
    if (wanted == null || wanted.keepsMessageTexts() == null) {
      throw ProblemException.ruleViolated("/keepsMessageTexts", "is required");
    }
    settings.keepTexts(wanted.keepsMessageTexts());
    return wanted;
  }
}
