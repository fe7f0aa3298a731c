package dev.steadfast.metrics.imports;

import java.nio.charset.Charset;
import java.util.Set;

/**
 * How a file is written.
 *
 * @param missing words that stand for a missing cell, besides the empty one
 */
record Format(char delimiter, Charset encoding, Set<String> missing, Timestamps timestamps) {}
