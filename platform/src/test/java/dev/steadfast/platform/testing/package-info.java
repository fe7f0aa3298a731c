/**
 * What the tests of the services share: real backends and internal tokens. Not part of the product.
 */
@NullMarked
package dev.steadfast.platform.testing;

import org.jspecify.annotations.NullMarked;
