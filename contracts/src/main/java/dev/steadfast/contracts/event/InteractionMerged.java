package dev.steadfast.contracts.event;

/** The interaction was merged into another, named by the subject it has in the same system. */
public record InteractionMerged(String into) {}
