/** Proof on demand that the cells of a tenant are what its raw events say. */
@NullMarked
package dev.steadfast.metrics.check;

import org.jspecify.annotations.NullMarked;
