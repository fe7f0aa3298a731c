package dev.steadfast.gateway.tenant;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A tenant at the moment it is made.
 *
 * @param adminKey its first key, shown once
 */
@Schema(name = "FoundedTenant")
public record FoundedTenant(
    @JsonUnwrapped TenantView view,
    @Schema(
            examples = "sf_Zx81kQ2mPd07RwTc_4nUjYt8sWq2ZbVx6KcMd0LpEoRi9HgFa1TzCy3Nv5Bw7",
            required = true)
        String adminKey) {}
