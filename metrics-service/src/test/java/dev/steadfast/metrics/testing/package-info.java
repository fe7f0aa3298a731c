/** Fixtures that read as sentences. Not part of the product. */
@NullMarked
package dev.steadfast.metrics.testing;

import org.jspecify.annotations.NullMarked;
