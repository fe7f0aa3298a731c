/**
 * The counting anew of everything that a tenant has, after it decided otherwise about counting or
 * with a release that counts more. Queries and events go on meanwhile.
 */
@NullMarked
package dev.steadfast.metrics.recount;

import org.jspecify.annotations.NullMarked;
