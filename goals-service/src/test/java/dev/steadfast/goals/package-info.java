/** The service as a whole. */
@NullMarked
package dev.steadfast.goals;

import org.jspecify.annotations.NullMarked;
