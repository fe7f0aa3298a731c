package dev.steadfast.contracts.erasure;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person was erased; an erasure of many interactions is told in several messages. Of a customer
 * the interactions are told that they opened and not the reference; of an agent the reference,
 * which gives way to the pseudonym wherever it is. The mode says whether the interactions are gone.
 */
public record PersonErased(
    UUID erasureId,
    String kind,
    String mode,
    String pseudonym,
    @Nullable String reference,
    List<Erased> interactions) {

  /** An interaction, as its helpdesk calls it. */
  public record Erased(String system, String subject) {}
}
