/**
 * The way of a request through the gateway: refused early and cheaply, or forwarded with an
 * internal token, streaming both ways. Nothing is buffered.
 */
@NullMarked
package dev.steadfast.gateway.proxy;

import org.jspecify.annotations.NullMarked;
