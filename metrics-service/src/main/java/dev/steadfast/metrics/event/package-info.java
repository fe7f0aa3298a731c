/**
 * Canonical support events as they stand in JSON. One reader checks and understands them, at intake
 * and afterwards.
 */
@NullMarked
package dev.steadfast.metrics.event;

import org.jspecify.annotations.NullMarked;
