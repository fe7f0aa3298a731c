package dev.steadfast.contracts.event;

import org.jspecify.annotations.Nullable;

/**
 * Who wrote a message. {@code kind} is {@code customer}, {@code agent}, {@code bot} or {@code
 * system}.
 */
public record Author(String kind, @Nullable String id, @Nullable String label) {}
