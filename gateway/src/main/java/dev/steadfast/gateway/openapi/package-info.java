/**
 * One OpenAPI document out of those of the services. Pure merging in {@code DocumentMerge},
 * fetching beside it.
 */
@NullMarked
package dev.steadfast.gateway.openapi;

import org.jspecify.annotations.NullMarked;
