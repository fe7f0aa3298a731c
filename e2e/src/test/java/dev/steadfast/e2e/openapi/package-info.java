/**
 * What a change of the OpenAPI document would break for those who have written a client to the last
 * release. Plain Java on two documents.
 */
@NullMarked
package dev.steadfast.e2e.openapi;

import org.jspecify.annotations.NullMarked;
