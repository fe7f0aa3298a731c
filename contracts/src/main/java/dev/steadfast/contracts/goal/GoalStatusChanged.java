package dev.steadfast.contracts.goal;

import java.time.OffsetDateTime;
import java.util.UUID;

/** The status of a goal changed and has persisted for the hold-down. */
public record GoalStatusChanged(
    UUID goalId, String title, String from, String to, OffsetDateTime evaluatedAt) {}
