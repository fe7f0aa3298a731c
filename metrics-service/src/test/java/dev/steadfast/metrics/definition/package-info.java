/** Definitions of tenants against real PostgreSQL and Kafka. */
@NullMarked
package dev.steadfast.metrics.definition;

import org.jspecify.annotations.NullMarked;
