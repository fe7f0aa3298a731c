/**
 * Histories in: a CSV file and a mapping document become canonical events, as a job that survives a
 * crash. Reading and translating ({@code Mapping}, {@code CsvRows}, {@code RowTranslator}) are
 * plain Java; the rest stores, runs and shows jobs.
 */
@NullMarked
package dev.steadfast.metrics.imports;

import org.jspecify.annotations.NullMarked;
