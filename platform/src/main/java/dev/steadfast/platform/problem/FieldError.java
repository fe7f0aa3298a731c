package dev.steadfast.platform.problem;

/**
 * One thing that is wrong with the input.
 *
 * @param pointer a JSON pointer into the body (RFC 6901), or the name of a parameter or header
 * @param detail a sentence that says what is wrong and what would be right
 */
public record FieldError(String pointer, String detail) {}
