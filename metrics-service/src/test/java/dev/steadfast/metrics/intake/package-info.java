/** What intake promises, as tests. */
@NullMarked
package dev.steadfast.metrics.intake;

import org.jspecify.annotations.NullMarked;
