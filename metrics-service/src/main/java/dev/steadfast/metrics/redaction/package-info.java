/** What an event says of a person, and the same event without it. */
@NullMarked
package dev.steadfast.metrics.redaction;

import org.jspecify.annotations.NullMarked;
