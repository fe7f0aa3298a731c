/** A gateway under test: real PostgreSQL and Kafka, and real HTTP servers in place of services. */
@NullMarked
package dev.steadfast.gateway.testing;

import org.jspecify.annotations.NullMarked;
