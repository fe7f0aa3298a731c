/**
 * What initiatives that are planned, or have begun so lately that the data cannot show all of it,
 * add to the odds of a goal. Plain Java but for the readers.
 */
@NullMarked
package dev.steadfast.goals.plan;

import org.jspecify.annotations.NullMarked;
