package dev.steadfast.goals.odds;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An answer in plain words; the numbers stand beside it. */
@Schema(name = "PlainSummary")
public record Summary(
    @Schema(description = "What is to be expected.") String what,
    @Schema(description = "How sure that is.") String howSure,
    @Schema(description = "Why: what it rests on and what moved it.") String why,
    @Schema(description = "What would change it.") String whatWouldChangeIt) {}
