/** Initiatives by their rules and over HTTP. */
@NullMarked
package dev.steadfast.goals.initiative;

import org.jspecify.annotations.NullMarked;
