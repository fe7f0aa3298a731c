package dev.steadfast.metrics.intake;

import java.util.List;

/**
 * What became of a batch: {@code accepted} events are durable, each other one is in {@code
 * rejected}.
 *
 * @param accepted how many events will be processed, including those that turn out to be
 *     repetitions
 */
public record Receipt(int accepted, List<Rejection> rejected) {}
