/**
 * What is asked of customers, on which scale, and when. A survey keeps its scale for life, so that
 * its answers never mix.
 */
@NullMarked
package dev.steadfast.feedback.survey;

import org.jspecify.annotations.NullMarked;
