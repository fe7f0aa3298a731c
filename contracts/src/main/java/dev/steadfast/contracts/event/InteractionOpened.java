package dev.steadfast.contracts.event;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An interaction began: a customer asked, or the department reached out ({@code direction} is
 * {@code inbound} or {@code proactive}, inbound when absent).
 *
 * @param topic what it is about, in words that two interactions about the same thing share
 */
public record InteractionOpened(
    @Nullable String channel,
    @Nullable String direction,
    @Nullable Reference customer,
    @Nullable Reference team,
    @Nullable Reference agent,
    @Nullable String priority,
    @Nullable String topic,
    @Nullable List<String> tags,
    @Nullable Map<String, String> attributes) {}
