package dev.steadfast.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A message was added. It is public when {@code isPublic} is absent; lengths count the text without
 * markup.
 *
 * @param channel that it came or went by, where that is not the one the interaction began in
 */
public record MessageAdded(
    Author author,
    @JsonProperty("public") @Nullable Boolean isPublic,
    @Nullable Integer characters,
    @Nullable Integer words,
    @Nullable String text,
    @Nullable Double sentiment,
    @Nullable String language,
    @Nullable String channel) {}
