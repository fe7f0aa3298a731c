/** What the topic {@code goal-events} carries. Past-tense facts about goals, ordered per goal. */
@NullMarked
package dev.steadfast.contracts.goal;

import org.jspecify.annotations.NullMarked;
