/** Erasures over real backends. */
@NullMarked
package dev.steadfast.metrics.erasure;

import org.jspecify.annotations.NullMarked;
