/**
 * Child processes of the launcher: started with a log file, watched, stopped or killed. Nothing
 * here knows what runs in them.
 */
@org.jspecify.annotations.NullMarked
package dev.steadfast.launcher.process;
