/** Tests of advice. */
@NullMarked
package dev.steadfast.goals.advice;

import org.jspecify.annotations.NullMarked;
