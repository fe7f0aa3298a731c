/**
 * The HTTP conventions: paging, versions, idempotency keys, trace ids. Each is a few lines in a
 * resource.
 */
@NullMarked
package dev.steadfast.platform.http;

import org.jspecify.annotations.NullMarked;
