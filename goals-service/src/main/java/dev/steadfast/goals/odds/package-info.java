/**
 * The odds of active goals: forecast once a day and whenever a target is set, each kept with what
 * it rested on and why it changed, and scored when its window is over.
 */
@NullMarked
package dev.steadfast.goals.odds;

import org.jspecify.annotations.NullMarked;
