package dev.steadfast.contracts.event;

import org.jspecify.annotations.Nullable;

/**
 * The status changed. {@code to} and {@code from} are {@code new}, {@code open}, {@code pending},
 * {@code on-hold}, {@code resolved} or {@code closed}; {@code from} is optional. {@code outcome} is
 * {@code unresolved} when closing does not mean that the matter was resolved.
 */
public record InteractionStatusChanged(
    String to, @Nullable String from, @Nullable String outcome) {}
