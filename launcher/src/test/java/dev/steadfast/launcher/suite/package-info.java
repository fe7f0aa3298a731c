/**
 * Tests of the suite's settings, secrets and data folder, and of the compose file that runs the
 * same suite in containers.
 */
@org.jspecify.annotations.NullMarked
package dev.steadfast.launcher.suite;
