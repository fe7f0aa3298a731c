/**
 * B6: series through the gateway beside {@code percentile_cont} over the raw observations. The data
 * are folded and merged by the service's own code and copied into its tables.
 */
@NullMarked
package dev.steadfast.bench.querying;

import org.jspecify.annotations.NullMarked;
