package dev.steadfast.contracts.event;

/** The priority changed. */
public record InteractionPrioritised(String priority) {}
