/** Events in over HTTP: read, checked one by one, and durable in Kafka before they are answered. */
@NullMarked
package dev.steadfast.metrics.intake;

import org.jspecify.annotations.NullMarked;
