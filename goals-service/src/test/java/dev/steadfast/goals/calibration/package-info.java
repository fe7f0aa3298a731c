/** Tests of calibration. */
@NullMarked
package dev.steadfast.goals.calibration;

import org.jspecify.annotations.NullMarked;
