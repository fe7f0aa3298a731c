/**
 * The problem codes that any service may answer with. One table for all, so that a client can rely
 * on them.
 */
@NullMarked
package dev.steadfast.contracts.problem;

import org.jspecify.annotations.NullMarked;
