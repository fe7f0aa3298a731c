/**
 * What leaves Steadfast as a file: every raw event as lines, and tables as CSV, XLSX or Parquet. A
 * file says the same as the API does.
 */
@NullMarked
package dev.steadfast.metrics.export;

import org.jspecify.annotations.NullMarked;
