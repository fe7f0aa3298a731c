/**
 * The demo: a simulated helpdesk whose twelve weeks and live traffic go through the public API like
 * anyone's, and goals on it. The same anchor gives the same events with the same ids, so an
 * interrupted demo is simply sent again.
 */
@org.jspecify.annotations.NullMarked
package dev.steadfast.launcher.demo;
