/**
 * Events from Kafka into raw rows, timelines, observations and cells, in one transaction with the
 * offset.
 */
@NullMarked
package dev.steadfast.metrics.processing;

import org.jspecify.annotations.NullMarked;
