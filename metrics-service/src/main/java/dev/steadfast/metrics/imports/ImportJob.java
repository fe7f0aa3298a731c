package dev.steadfast.metrics.imports;

import java.util.UUID;

/**
 * A job that this process has taken.
 *
 * @param mapping the document, where the format has one
 * @param reached what is done already and must not be counted again
 * @param keepsTexts whether the tenant has the texts of messages kept
 */
record ImportJob(
    UUID tenant, UUID id, FileFormat format, String mapping, Tally reached, boolean keepsTexts) {}
