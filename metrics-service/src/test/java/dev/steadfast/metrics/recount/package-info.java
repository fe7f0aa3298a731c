/** Tests of recounts. */
@NullMarked
package dev.steadfast.metrics.recount;

import org.jspecify.annotations.NullMarked;
