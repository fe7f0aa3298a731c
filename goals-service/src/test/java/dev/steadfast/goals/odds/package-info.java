/** Tests of odds. */
@NullMarked
package dev.steadfast.goals.odds;

import org.jspecify.annotations.NullMarked;
