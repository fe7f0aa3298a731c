package dev.steadfast.contracts.event;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An interaction began: a customer asked, or the department reached out ({@code direction} is
 * {@code inbound} or {@code proactive}, inbound when absent).
 */
public record InteractionOpened(
    @Nullable String channel,
    @Nullable String direction,
    @Nullable Reference customer,
    @Nullable Reference team,
    @Nullable Reference agent,
    @Nullable String priority,
    @Nullable List<String> tags,
    @Nullable Map<String, String> attributes) {}
