@org.jspecify.annotations.NullMarked
package dev.steadfast.bench.querying;
