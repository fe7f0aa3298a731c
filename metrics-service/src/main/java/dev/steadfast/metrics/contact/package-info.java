/**
 * Interactions of one customer as a pure function: what one of them counts for can depend on the
 * others. Plain Java; the order in which they become known does not matter.
 */
@NullMarked
package dev.steadfast.metrics.contact;

import org.jspecify.annotations.NullMarked;
