/** Tests of the embedded servers, against the real ones. Each starts its own processes. */
@org.jspecify.annotations.NullMarked
package dev.steadfast.launcher.embedded;
