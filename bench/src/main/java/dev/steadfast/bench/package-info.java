/**
 * Measures Steadfast against plain tools on the same machine, in the same run. {@code
 * docs/benchmarks.md} says what is measured and how.
 */
@NullMarked
package dev.steadfast.bench;

import org.jspecify.annotations.NullMarked;
