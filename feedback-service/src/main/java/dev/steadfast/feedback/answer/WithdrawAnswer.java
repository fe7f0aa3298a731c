package dev.steadfast.feedback.answer;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why an answer is taken back. */
record WithdrawAnswer(@Schema(maxLength = 2000) @Nullable String reason) {}
