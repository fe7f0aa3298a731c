package dev.steadfast.gateway.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A key at the only moment when it is shown whole.
 *
 * @param key what the holder sends after {@code Bearer}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "IssuedApiKey", description = "A new API key with its secret, shown once.")
public record IssuedKey(
    @JsonUnwrapped ApiKeyView view,
    @Schema(
            examples = "sf_Zx81kQ2mPd07RwTc_4nUjYt8sWq2ZbVx6KcMd0LpEoRi9HgFa1TzCy3Nv5Bw7",
            required = true)
        String key) {}
