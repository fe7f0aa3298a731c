package dev.steadfast.metrics.redaction;

import java.util.Optional;

/** Who is erased, and what stands in place of them. */
@FunctionalInterface
public interface Pseudonyms {
  /** The pseudonym of that person; empty for everybody who is not erased. */
  Optional<String> of(PersonKind kind, String reference);
}
