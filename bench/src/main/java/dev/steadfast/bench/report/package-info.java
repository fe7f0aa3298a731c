/** Medians with their spread, bars, tables, and the file of a run's results. */
@NullMarked
package dev.steadfast.bench.report;

import org.jspecify.annotations.NullMarked;
