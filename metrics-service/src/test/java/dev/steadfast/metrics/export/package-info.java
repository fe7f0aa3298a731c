@NullMarked
package dev.steadfast.metrics.export;

import org.jspecify.annotations.NullMarked;
