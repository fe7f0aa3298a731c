/**
 * What the topic {@code interactions} carries. It is the current state of one interaction,
 * compacted by key.
 */
@NullMarked
package dev.steadfast.contracts.interaction;

import org.jspecify.annotations.NullMarked;
