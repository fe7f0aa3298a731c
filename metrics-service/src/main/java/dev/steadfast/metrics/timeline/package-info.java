/**
 * An interaction as a pure function: sorted events in, measures out. Plain Java; any order and any
 * repetition of the same events gives the same numbers.
 */
@NullMarked
package dev.steadfast.metrics.timeline;

import org.jspecify.annotations.NullMarked;
