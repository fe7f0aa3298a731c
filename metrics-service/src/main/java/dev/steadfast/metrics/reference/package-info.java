/** Teams and agents as references: what they are called, and whether they are gone. */
@NullMarked
package dev.steadfast.metrics.reference;

import org.jspecify.annotations.NullMarked;
