package dev.steadfast.goals.odds;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the record of past forecasts did to the spread of a forecast. */
@Schema(name = "SpreadAdjustment")
public record SpreadView(
    @Schema(description = "Of the spread about the median; 1 changes nothing.") double factor,
    @Schema(description = "What the record of this metric says, and how many outcomes it rests on.")
        String reason) {
  public static SpreadView of(Spread spread) {
    return new SpreadView(spread.factor(), spread.reason());
  }
}
