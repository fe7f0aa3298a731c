/** The check against real PostgreSQL and Kafka. */
@NullMarked
package dev.steadfast.metrics.restatement;

import org.jspecify.annotations.NullMarked;
