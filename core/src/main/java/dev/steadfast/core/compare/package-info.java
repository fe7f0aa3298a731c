/**
 * Two periods or scopes side by side: the difference with its 95 % interval, and what may be said
 * of it. Plain Java.
 */
@NullMarked
package dev.steadfast.core.compare;

import org.jspecify.annotations.NullMarked;
