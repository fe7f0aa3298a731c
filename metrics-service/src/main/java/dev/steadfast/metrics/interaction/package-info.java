/** One interaction with its timeline and its measures. */
@NullMarked
package dev.steadfast.metrics.interaction;

import org.jspecify.annotations.NullMarked;
