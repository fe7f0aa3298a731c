/**
 * What moved a number: its change split exactly by the values of a dimension, into what they mixed
 * and what each did differently. Plain Java.
 */
@NullMarked
package dev.steadfast.core.driver;

import org.jspecify.annotations.NullMarked;
