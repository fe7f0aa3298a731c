/** What alert promises, as tests. */
@NullMarked
package dev.steadfast.metrics.alert;

import org.jspecify.annotations.NullMarked;
