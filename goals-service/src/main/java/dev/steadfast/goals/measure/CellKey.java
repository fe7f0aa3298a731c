package dev.steadfast.goals.measure;

import java.time.LocalDate;

/** Which day cell of which series. */
record CellKey(Series series, LocalDate day) {}
