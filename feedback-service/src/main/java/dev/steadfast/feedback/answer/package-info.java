/**
 * The page where customers answer, the answers, and what they add up to. An answer is recorded once
 * for its invitation, and reading a page never records.
 */
@NullMarked
package dev.steadfast.feedback.answer;

import org.jspecify.annotations.NullMarked;
