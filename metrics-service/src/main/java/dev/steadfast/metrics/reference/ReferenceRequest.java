package dev.steadfast.metrics.reference;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a tenant says of a team or an agent: all of it. */
@Schema(
    name = "TeamOrAgentRequest",
    examples =
        """
        {"label": "Ada Okafor", "deleted": false}""")
public record ReferenceRequest(
    @Schema(
            minLength = 1,
            maxLength = 200,
            description = "Shown instead of what events tell; absent to show that.")
        @Nullable String label,
    @Schema(description = "Whether it is gone; false by default. Its numbers stay.")
        @Nullable Boolean deleted) {}
