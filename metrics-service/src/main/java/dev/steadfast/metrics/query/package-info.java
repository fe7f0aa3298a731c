/** Metrics out: definitions, series, summaries and the observations behind them. */
@NullMarked
package dev.steadfast.metrics.query;

import org.jspecify.annotations.NullMarked;
