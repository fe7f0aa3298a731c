package dev.steadfast.metrics.timeline;

/** How an interaction began. */
record Opening(long at, boolean proactive, int event) {}
