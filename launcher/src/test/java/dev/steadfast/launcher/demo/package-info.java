/** Tests of the simulated helpdesk. */
@org.jspecify.annotations.NullMarked
package dev.steadfast.launcher.demo;
