/**
 * When a series changed: lasting level shifts with their dates, and single days against the weekly
 * pattern. Plain Java.
 */
@NullMarked
package dev.steadfast.core.change;

import org.jspecify.annotations.NullMarked;
