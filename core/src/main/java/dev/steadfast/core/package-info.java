/**
 * The pure core: what Steadfast calculates, without any framework. Time, ids and randomness come
 * in; the same input gives the same answer.
 */
@NullMarked
package dev.steadfast.core;

import org.jspecify.annotations.NullMarked;
