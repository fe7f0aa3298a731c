/**
 * What a tenant has decided about counting, as revisions that never change. The decisions
 * themselves are made elsewhere.
 */
@NullMarked
package dev.steadfast.metrics.rules;

import org.jspecify.annotations.NullMarked;
