/** Tests of the script {@code ./run}, as far as they need neither a build nor a start. */
@org.jspecify.annotations.NullMarked
package dev.steadfast.launcher;
