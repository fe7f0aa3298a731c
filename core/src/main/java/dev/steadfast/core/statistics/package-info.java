/**
 * Statistics that the estimates rest on: exact summaries, least squares, and noise that remembers
 * its previous day. Plain Java.
 */
@NullMarked
package dev.steadfast.core.statistics;

import org.jspecify.annotations.NullMarked;
