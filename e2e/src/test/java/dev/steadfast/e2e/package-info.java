/**
 * Black-box tests of the running suite. They go through the gateway's address only, as every other
 * program does.
 */
@NullMarked
package dev.steadfast.e2e;

import org.jspecify.annotations.NullMarked;
