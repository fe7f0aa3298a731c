/** Tests of what tenants decided about counting. */
@NullMarked
package dev.steadfast.metrics.rules;

import org.jspecify.annotations.NullMarked;
