/** What a tenant has set of how its events are kept. */
@NullMarked
package dev.steadfast.metrics.settings;

import org.jspecify.annotations.NullMarked;
