/** Tests of service levels. */
@NullMarked
package dev.steadfast.metrics.sla;

import org.jspecify.annotations.NullMarked;
