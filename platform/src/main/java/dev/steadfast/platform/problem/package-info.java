/** Errors as problem+json. One exception, one mapper. */
@NullMarked
package dev.steadfast.platform.problem;

import org.jspecify.annotations.NullMarked;
