/**
 * The whole suite as child processes on this machine: PostgreSQL, Kafka and the four services. Used
 * by {@code ./run}, by the end-to-end tests and by the benchmarks, which also kill and start single
 * parts.
 */
@org.jspecify.annotations.NullMarked
package dev.steadfast.launcher.suite;
