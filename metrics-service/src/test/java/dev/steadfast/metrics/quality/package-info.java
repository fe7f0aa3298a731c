/** What quality promises, as tests. */
@NullMarked
package dev.steadfast.metrics.quality;

import org.jspecify.annotations.NullMarked;
