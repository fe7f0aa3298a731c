/**
 * Advice on targets: what a metric has done, what it will do if nothing changes, and which levels
 * have which odds. It reads and keeps nothing.
 */
@NullMarked
package dev.steadfast.goals.advice;

import org.jspecify.annotations.NullMarked;
