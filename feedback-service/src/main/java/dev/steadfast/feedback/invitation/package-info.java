/**
 * Who is asked, and the signed link to answer by. Resolutions come from the topic {@code
 * interactions}; what becomes of an invitation goes to {@code feedback-events}.
 */
@NullMarked
package dev.steadfast.feedback.invitation;

import org.jspecify.annotations.NullMarked;
