/** People out of everything that this service holds: asked for over HTTP, done by a job. */
@NullMarked
package dev.steadfast.metrics.erasure;

import org.jspecify.annotations.NullMarked;
