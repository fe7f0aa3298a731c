/** Tests of plans. */
@NullMarked
package dev.steadfast.goals.plan;

import org.jspecify.annotations.NullMarked;
