/**
 * Did an initiative move its metric: the values after it against what was to be expected without
 * it, with the assumptions checked. Plain Java.
 */
@NullMarked
package dev.steadfast.core.effect;

import org.jspecify.annotations.NullMarked;
