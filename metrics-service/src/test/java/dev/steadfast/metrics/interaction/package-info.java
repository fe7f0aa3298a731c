/** Tests of interactions and of what explains them. */
@NullMarked
package dev.steadfast.metrics.interaction;

import org.jspecify.annotations.NullMarked;
