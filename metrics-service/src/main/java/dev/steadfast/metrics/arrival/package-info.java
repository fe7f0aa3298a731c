/**
 * How events arrive: counted by source and hour, and where a source fell silent. Knows nothing of
 * what the events mean.
 */
@NullMarked
package dev.steadfast.metrics.arrival;

import org.jspecify.annotations.NullMarked;
