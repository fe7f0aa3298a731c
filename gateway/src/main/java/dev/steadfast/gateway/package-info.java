/**
 * What all parts of the gateway share: its settings, and how it answers a problem outside of a
 * resource. It depends on no other package of the gateway.
 */
@NullMarked
package dev.steadfast.gateway;

import org.jspecify.annotations.NullMarked;
