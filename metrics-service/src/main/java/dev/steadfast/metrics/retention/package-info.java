/** How long each kind of data is kept: a daily round removes what is older. */
@NullMarked
package dev.steadfast.metrics.retention;

import org.jspecify.annotations.NullMarked;
