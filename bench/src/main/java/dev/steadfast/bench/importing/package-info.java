/**
 * B3: an import through the running suite, from the first byte to the last cell. Beside it, on the
 * same PostgreSQL, the plainest ways to store the same raw rows.
 */
@NullMarked
package dev.steadfast.bench.importing;

import org.jspecify.annotations.NullMarked;
