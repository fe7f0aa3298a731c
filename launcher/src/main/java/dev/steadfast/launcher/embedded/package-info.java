/**
 * Real PostgreSQL and a real Kafka broker, started from Maven artifacts on a folder of our own.
 * Used by {@code ./run}, by the tests of all modules and by the benchmarks.
 */
@org.jspecify.annotations.NullMarked
package dev.steadfast.launcher.embedded;
