/**
 * Who calls, for which tenant, and how the database is told. A transaction without a tenant sees
 * nothing.
 */
@NullMarked
package dev.steadfast.platform.access;

import org.jspecify.annotations.NullMarked;
