/**
 * Linear aggregates: cells and histograms that add and subtract exactly, and the statistics over
 * them. Plain Java.
 */
@NullMarked
package dev.steadfast.core.measure;

import org.jspecify.annotations.NullMarked;
