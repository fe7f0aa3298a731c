/**
 * Whether initiatives did something: the metric against what was to be expected without them, for
 * series sent in and for the service's own days; and what such effects teach for the next time.
 */
@NullMarked
package dev.steadfast.goals.effect;

import org.jspecify.annotations.NullMarked;
