/**
 * What happened to alerts: the data of the messages on {@code alert-events}. Records only; what
 * they mean is in their schemas.
 */
@NullMarked
package dev.steadfast.contracts.alert;

import org.jspecify.annotations.NullMarked;
