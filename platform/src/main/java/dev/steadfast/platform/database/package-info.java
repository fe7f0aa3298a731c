/** What PostgreSQL does fastest, where JDBC alone does not reach it. */
@NullMarked
package dev.steadfast.platform.database;

import org.jspecify.annotations.NullMarked;
