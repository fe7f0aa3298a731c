/** What arrival promises, as tests. */
@NullMarked
package dev.steadfast.metrics.arrival;

import org.jspecify.annotations.NullMarked;
