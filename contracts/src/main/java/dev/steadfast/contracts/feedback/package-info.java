/**
 * What the topic {@code feedback-events} carries. Past-tense facts about one survey invitation,
 * ordered per interaction.
 */
@NullMarked
package dev.steadfast.contracts.feedback;

import org.jspecify.annotations.NullMarked;
