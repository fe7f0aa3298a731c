/** What moved a metric between two periods: its change, split exactly by a dimension. */
@NullMarked
package dev.steadfast.metrics.driver;

import org.jspecify.annotations.NullMarked;
