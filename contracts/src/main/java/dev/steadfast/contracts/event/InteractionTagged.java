package dev.steadfast.contracts.event;

import java.util.List;

/** The tags changed; the list is the whole set afterwards. */
public record InteractionTagged(List<String> tags) {}
