/**
 * The tenants of the installation and the first key of each. Only the operator's tenant makes
 * others.
 */
@NullMarked
package dev.steadfast.gateway.tenant;

import org.jspecify.annotations.NullMarked;
