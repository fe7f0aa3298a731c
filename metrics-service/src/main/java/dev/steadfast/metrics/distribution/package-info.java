/** How the values of a metric are spread. */
@NullMarked
package dev.steadfast.metrics.distribution;

import org.jspecify.annotations.NullMarked;
