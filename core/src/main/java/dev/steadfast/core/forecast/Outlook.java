package dev.steadfast.core.forecast;

/** What can be said about the steps to come: a forecast, or why there is none. */
public sealed interface Outlook permits Forecast, CannotTell {}
