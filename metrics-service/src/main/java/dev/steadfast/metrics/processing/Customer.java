package dev.steadfast.metrics.processing;

import java.util.UUID;

/** A customer of a tenant, by the reference that events have. */
record Customer(UUID tenant, String reference) {}
