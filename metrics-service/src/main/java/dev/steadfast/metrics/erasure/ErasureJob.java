package dev.steadfast.metrics.erasure;

import dev.steadfast.metrics.redaction.PersonKind;
import java.util.UUID;

/**
 * An erasure that is under way.
 *
 * @param isSearched whether the interactions to go through are found
 */
record ErasureJob(
    UUID tenant,
    UUID id,
    PersonKind kind,
    ErasureMode mode,
    String reference,
    String pseudonym,
    boolean isSearched) {}
