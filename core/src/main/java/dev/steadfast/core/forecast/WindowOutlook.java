package dev.steadfast.core.forecast;

/** What can be said about a window: the distribution of what it will measure, or why not. */
public sealed interface WindowOutlook permits Outcomes, CannotTell {}
