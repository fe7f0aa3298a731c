/** Retention over a real database. */
@NullMarked
package dev.steadfast.metrics.retention;

import org.jspecify.annotations.NullMarked;
