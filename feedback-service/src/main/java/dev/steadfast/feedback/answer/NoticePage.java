package dev.steadfast.feedback.answer;

/** What the template of a notice shows. Public because the template engine reads it. */
public record NoticePage(
    String style, String language, String direction, String title, String text) {}
