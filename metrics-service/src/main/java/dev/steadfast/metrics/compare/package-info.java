/** Two periods or scopes of a metric side by side, with the interval of their difference. */
@NullMarked
package dev.steadfast.metrics.compare;

import org.jspecify.annotations.NullMarked;
