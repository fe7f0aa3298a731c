/**
 * Long jobs that are queued in PostgreSQL: the threads that take them up, and what becomes of one
 * whose lease is over. What a job does is said by its own feature.
 */
@NullMarked
package dev.steadfast.metrics.job;

import org.jspecify.annotations.NullMarked;
