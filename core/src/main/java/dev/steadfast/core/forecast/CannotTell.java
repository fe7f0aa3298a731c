package dev.steadfast.core.forecast;

/**
 * The history is too thin.
 *
 * @param reason what is missing, as a sentence for the reader
 */
public record CannotTell(String reason) implements Outlook, WindowOutlook {}
