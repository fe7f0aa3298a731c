/** The suite as the scenarios run it: on data of its own, and through its public API. */
@NullMarked
package dev.steadfast.bench.suite;

import org.jspecify.annotations.NullMarked;
