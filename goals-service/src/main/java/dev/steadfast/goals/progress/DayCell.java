package dev.steadfast.goals.progress;

import dev.steadfast.core.measure.Cell;
import java.time.LocalDate;

/** What was observed on one day in the tenant's reporting zone. */
public record DayCell(LocalDate day, Cell cell) {}
