/** What the tests of this service share. */
@NullMarked
package dev.steadfast.goals.testing;

import org.jspecify.annotations.NullMarked;
