/**
 * Kafka in with exactly-once effect: the offset is stored in the transaction of the effect. Poison
 * goes to dead letters.
 */
@NullMarked
package dev.steadfast.platform.inbox;

import org.jspecify.annotations.NullMarked;
