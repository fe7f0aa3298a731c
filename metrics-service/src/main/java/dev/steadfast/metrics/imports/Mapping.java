package dev.steadfast.metrics.imports;

import java.util.List;

/**
 * A mapping document, read and checked: how the rows of a file become events. Immutable.
 *
 * @param keys the templates that something happens once for; the first is the subject
 * @param tracked the slots whose changes matter
 */
record Mapping(
    Format format,
    String system,
    String source,
    Template subject,
    List<Template> keys,
    List<Integer> tracked,
    List<Rule> rules,
    Slots slots) {}
