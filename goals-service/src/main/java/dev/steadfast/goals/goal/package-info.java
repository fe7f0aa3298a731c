/**
 * Goals: what people want of a metric by when, from draft to the frozen verdict. Every change is
 * kept as a revision and told as an event.
 */
@NullMarked
package dev.steadfast.goals.goal;

import org.jspecify.annotations.NullMarked;
