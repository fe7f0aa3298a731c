/**
 * Check-ins: what somebody reported on a goal, beside how it stood at that moment. They are never
 * changed.
 */
@NullMarked
package dev.steadfast.goals.checkin;

import org.jspecify.annotations.NullMarked;
