/** Day cells in, standings and events out. */
@NullMarked
package dev.steadfast.goals.measure;

import org.jspecify.annotations.NullMarked;
