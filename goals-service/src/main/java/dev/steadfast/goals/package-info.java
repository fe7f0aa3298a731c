/** Goals of a customer-service department, and how they stand by what the helpdesk reports. */
@NullMarked
package dev.steadfast.goals;

import org.jspecify.annotations.NullMarked;
