/**
 * Who calls: API keys, their limits, and the internal tokens that services trust. A key is stored
 * as a keyed hash only and believed for seconds.
 */
@NullMarked
package dev.steadfast.gateway.access;

import org.jspecify.annotations.NullMarked;
