/** Tests of figures of others. */
@NullMarked
package dev.steadfast.goals.benchmark;

import org.jspecify.annotations.NullMarked;
