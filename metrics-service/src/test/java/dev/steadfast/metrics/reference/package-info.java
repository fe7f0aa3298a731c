@org.jspecify.annotations.NullMarked
package dev.steadfast.metrics.reference;
