/**
 * Figures of others: those that come with the service, and those that a tenant adds. What is
 * measured is put beside them, and judged only where both mean the same.
 */
@NullMarked
package dev.steadfast.goals.benchmark;

import org.jspecify.annotations.NullMarked;
