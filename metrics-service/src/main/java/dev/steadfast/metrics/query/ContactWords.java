package dev.steadfast.metrics.query;

import java.util.List;
import java.util.Map;

/** What is in the shares of the knowledge base and of repeated contacts, and what is not. */
final class ContactWords {
  static final Map<String, String> NUMERATORS =
      Map.of(
          "fcr-survey", "answers of yes",
          "kb-helpfulness", "votes that it helped");

  static final Map<String, List<String>> EXCLUSIONS =
      Map.of("kb-visits", List.of("votes without a view or a search"));

  private ContactWords() {}
}
