/**
 * What metrics mean: the built-in definitions and those of tenants, which are data. Other packages
 * ask {@link dev.steadfast.metrics.definition.MetricCatalogue} for a definition.
 */
@NullMarked
package dev.steadfast.metrics.definition;

import org.jspecify.annotations.NullMarked;
