package dev.steadfast.metrics.settings;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a tenant has set. */
record TenantSettingsView(
    @Schema(
            required = true,
            description =
                "Whether the texts of messages that arrive from now on are kept. Where they are not, their words,"
                    + " characters and sentiment are, and nothing else of them. Texts that are kept already stay"
                    + " until an erasure or their retention ends.",
            examples = "false")
        @Nullable Boolean keepsMessageTexts) {}
