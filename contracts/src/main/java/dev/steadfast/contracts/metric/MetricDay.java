package dev.steadfast.contracts.metric;

import java.time.LocalDate;
import java.util.List;

/**
 * What all metrics measured in one scope on one day, with absolute values. A lower {@code revision}
 * than one already held is to be ignored.
 *
 * @param zone whose day it is
 */
public record MetricDay(
    String scope, LocalDate day, String zone, long revision, List<MetricCell> cells) {}
