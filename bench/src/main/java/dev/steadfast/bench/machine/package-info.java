/** What processes cost: CPU seconds and resident memory, as the kernel counts them. Linux only. */
@NullMarked
package dev.steadfast.bench.machine;

import org.jspecify.annotations.NullMarked;
