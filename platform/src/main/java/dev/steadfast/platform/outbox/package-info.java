/**
 * Messages written in the transaction of the change they tell of. A relay publishes them in order.
 */
@NullMarked
package dev.steadfast.platform.outbox;

import org.jspecify.annotations.NullMarked;
