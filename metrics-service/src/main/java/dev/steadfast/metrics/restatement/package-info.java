/** What was counted otherwise after its day was over: before, after, why and when. */
@NullMarked
package dev.steadfast.metrics.restatement;

import org.jspecify.annotations.NullMarked;
