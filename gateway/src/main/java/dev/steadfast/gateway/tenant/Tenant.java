package dev.steadfast.gateway.tenant;

import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;

/**
 * An organisation whose data no other sees.
 *
 * @param reportingZone where its days begin
 * @param operator whether it runs the installation
 */
record Tenant(UUID id, String name, ZoneId reportingZone, boolean operator, Instant createdAt) {}
