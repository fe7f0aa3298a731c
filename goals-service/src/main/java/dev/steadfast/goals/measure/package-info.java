/**
 * Keeps a copy of the day cells from Kafka and measures the active goals that they touch. Plain
 * JDBC, for whole batches and for any tenant.
 */
@NullMarked
package dev.steadfast.goals.measure;

import org.jspecify.annotations.NullMarked;
