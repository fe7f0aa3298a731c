/** What {@code ./run} starts. The parts are in the packages below. */
@org.jspecify.annotations.NullMarked
package dev.steadfast.launcher;
