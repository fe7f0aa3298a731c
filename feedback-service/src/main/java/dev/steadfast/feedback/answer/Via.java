package dev.steadfast.feedback.answer;

import java.util.Locale;

/** By which way an answer came. */
enum Via {
  /** The customer, by the signed link. */
  LINK,
  /** An internal system, with a key. */
  API;

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
