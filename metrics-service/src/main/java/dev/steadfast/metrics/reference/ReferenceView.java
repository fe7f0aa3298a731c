package dev.steadfast.metrics.reference;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A team or an agent. */
@Schema(
    name = "TeamOrAgent",
    examples =
        """
        {"kind": "agent", "id": "a-17", "label": "Ada Okafor", "toldLabel": "ada.o", "ownLabel": "Ada Okafor", "deleted": false, "version": 1}""")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReferenceView(
    ReferenceKind kind,
    @Schema(description = "As events name it.") String id,
    @Schema(description = "To show: your own label, or else what events tell; absent without both.")
        @Nullable String label,
    @Schema(description = "What the latest event with a label calls it.")
        @Nullable String toldLabel,
    @Schema(description = "What you call it.") @Nullable String ownLabel,
    @Schema(description = "Whether you said that it is gone. Its numbers stay.") boolean deleted,
    @Schema(description = "How often you said something of it.") int version) {}
