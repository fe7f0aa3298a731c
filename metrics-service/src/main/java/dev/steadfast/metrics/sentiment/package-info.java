/**
 * How a text feels, by a published lexicon and the rules that were published with it. Plain Java,
 * pure.
 */
@NullMarked
package dev.steadfast.metrics.sentiment;

import org.jspecify.annotations.NullMarked;
