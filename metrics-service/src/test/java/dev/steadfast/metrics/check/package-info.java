/** The check against real PostgreSQL and Kafka. */
@NullMarked
package dev.steadfast.metrics.check;

import org.jspecify.annotations.NullMarked;
