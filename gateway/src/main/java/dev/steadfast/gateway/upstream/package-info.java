/**
 * The services behind the gateway and the HTTP client to them. Shared by proxy, health and OpenAPI.
 */
@NullMarked
package dev.steadfast.gateway.upstream;

import org.jspecify.annotations.NullMarked;
