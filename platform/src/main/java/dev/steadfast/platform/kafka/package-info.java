/** How the Kafka clients are set. One place, so that every service is equally durable. */
@NullMarked
package dev.steadfast.platform.kafka;

import org.jspecify.annotations.NullMarked;
