package dev.steadfast.feedback.answer;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a customer sees after answering. */
@Schema(name = "Thanks")
record Thanks(String thankYou) {}
