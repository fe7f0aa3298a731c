/**
 * What the topic {@code metric-days} carries. Values are absolute, so that a consumer may drop
 * older revisions.
 */
@NullMarked
package dev.steadfast.contracts.metric;

import org.jspecify.annotations.NullMarked;
