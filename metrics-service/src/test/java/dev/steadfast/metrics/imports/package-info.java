/** What imports promise. Files are written in the tests; the recipes are those that are shipped. */
@NullMarked
package dev.steadfast.metrics.imports;

import org.jspecify.annotations.NullMarked;
