package dev.steadfast.metrics.query;

import java.util.List;
import java.util.Map;

/** What is in the shares of the knowledge base and of repeated contacts, and what is not. */
final class ContactWords {
  static final Map<String, String> NUMERATORS =
      Map.of(
          "first-contact-resolution",
          "those after which the customer opened none on the same topic within 7 days",
          "first-contact-resolution.any-topic",
          "those after which the customer opened none within 7 days",
          "deflection-rate",
          "those without a contact of the same person within 24 hours",
          "fcr-survey",
          "answers of yes",
          "kb-helpfulness",
          "votes that it helped");

  static final Map<String, List<String>> EXCLUSIONS =
      Map.of(
          "first-contact-resolution",
          List.of(
              "interactions without a customer or a topic",
              "as new contacts: interactions that the department opened, and reopenings"),
          "first-contact-resolution.any-topic",
          List.of(
              "interactions without a customer",
              "as new contacts: interactions that the department opened, and reopenings"),
          "deflection-rate",
          List.of(
              "visits whose visitor is not told",
              "as contacts: interactions that the department opened"),
          "kb-visits",
          List.of("votes without a view or a search"));

  private ContactWords() {}
}
