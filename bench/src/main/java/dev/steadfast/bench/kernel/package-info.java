/**
 * B9: the pure kernels under JMH, each beside the plain library call that it replaces. Those of the
 * services are out of reach: nothing may depend on a service.
 */
@NullMarked
package dev.steadfast.bench.kernel;

import org.jspecify.annotations.NullMarked;
