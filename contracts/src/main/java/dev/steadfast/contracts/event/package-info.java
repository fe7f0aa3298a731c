/**
 * The canonical support events that helpdesks send. Records only; unknown fields are kept in the
 * raw event.
 */
@NullMarked
package dev.steadfast.contracts.event;

import org.jspecify.annotations.NullMarked;
