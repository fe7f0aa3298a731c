package dev.steadfast.metrics.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steadfast.metrics.timeline.Rules;

/**
 * Rules as the JSON that a revision is kept as: an object with a part for each kind of decision.
 */
final class RulesDocument {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RulesDocument() {}

  /** What the document of that revision says. */
  static Rules read(long revision, String document) {
    ObjectNode json = parse(document);
    return new Rules(revision, MetricsPart.read(json), TargetsPart.read(json));
  }

  /** The document, to be changed. */
  static ObjectNode parse(String document) {
    try {
      return (ObjectNode) JSON.readTree(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("counting rules are not JSON", e);
    }
  }
}
