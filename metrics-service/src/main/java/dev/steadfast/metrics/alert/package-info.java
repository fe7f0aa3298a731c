/**
 * Rules that watch metrics, and what became of them. A rule fires when the whole interval lies
 * beyond its threshold for long enough, is told once, and clears at another level.
 */
@NullMarked
package dev.steadfast.metrics.alert;

import org.jspecify.annotations.NullMarked;
