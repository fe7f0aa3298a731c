/** Effects of initiatives, from cells to answers. */
@NullMarked
package dev.steadfast.goals.effect;

import org.jspecify.annotations.NullMarked;
