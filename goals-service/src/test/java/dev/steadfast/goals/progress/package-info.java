/** Hand-worked cases of how goals stand. */
@NullMarked
package dev.steadfast.goals.progress;

import org.jspecify.annotations.NullMarked;
