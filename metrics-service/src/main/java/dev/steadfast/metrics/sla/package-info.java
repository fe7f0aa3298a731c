/**
 * Service levels: policies with conditions and targets, each version with the instant from which it
 * counts. What comes of the targets is found by the timeline.
 */
@NullMarked
package dev.steadfast.metrics.sla;

import org.jspecify.annotations.NullMarked;
