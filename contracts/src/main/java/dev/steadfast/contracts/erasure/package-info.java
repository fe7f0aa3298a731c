/**
 * What the topic {@code erasures} carries. It says what other services have to forget, and no more
 * of the person than they need for it.
 */
@NullMarked
package dev.steadfast.contracts.erasure;

import org.jspecify.annotations.NullMarked;
