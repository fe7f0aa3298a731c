/** Customers who come again, alone and over real backends. */
@NullMarked
package dev.steadfast.metrics.contact;

import org.jspecify.annotations.NullMarked;
