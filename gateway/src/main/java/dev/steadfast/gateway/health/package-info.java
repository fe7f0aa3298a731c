/** Whether the whole suite can serve. Asked by load balancers and people, without a key. */
@NullMarked
package dev.steadfast.gateway.health;

import org.jspecify.annotations.NullMarked;
