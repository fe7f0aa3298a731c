/**
 * What a goal's day cells say about it: value, progress, status and verdict. Plain Java and pure,
 * so that the same cells on the same day always give the same answer.
 */
@NullMarked
package dev.steadfast.goals.progress;

import org.jspecify.annotations.NullMarked;
