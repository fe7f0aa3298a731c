/** Goals by their rules and over HTTP. */
@NullMarked
package dev.steadfast.goals.goal;

import org.jspecify.annotations.NullMarked;
