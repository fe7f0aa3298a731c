/**
 * A simulated helpdesk: the same events in every run, and the answers that they must give. Plain
 * Java that shares no code with what it checks.
 */
@NullMarked
package dev.steadfast.bench.workload;

import org.jspecify.annotations.NullMarked;
