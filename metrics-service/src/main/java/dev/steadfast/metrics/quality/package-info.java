/**
 * Whether the numbers can be trusted: what each source sent, what was refused, how late and how
 * complete it is.
 */
@NullMarked
package dev.steadfast.metrics.quality;

import org.jspecify.annotations.NullMarked;
