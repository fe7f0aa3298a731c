package dev.steadfast.metrics.erasure;

import dev.steadfast.metrics.redaction.PersonKind;
import dev.steadfast.platform.problem.Findings;
import dev.steadfast.platform.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whom to erase, and how. */
@Schema(name = "ErasureRequest")
public record ErasureRequest(
    @Schema(required = true, description = "customer or agent", examples = "customer")
        @Nullable String kind,
    @Schema(
            required = true,
            maxLength = 200,
            description = "The id by which events name the person, as it stands there",
            examples = "customer-4711")
        @Nullable String reference,
    @Schema(
            description =
                "`pseudonymise` (default): a random name stands in place of the person's, what the person wrote is"
                    + " emptied, and all numbers of the tenant stay. `remove`, of a customer: the interactions that"
                    + " the customer opened go with all that was counted of them; where the customer only took part"
                    + " they are pseudonymised.")
        @Nullable String mode) {
  private static final int LONGEST = 200;

  /** A request that keeps the rules. */
  record Checked(PersonKind kind, String reference, ErasureMode mode) {}

  /**
   * The request, checked.
   *
   * @throws ProblemException {@code rule-violated}
   */
  Checked checked() {
    Findings findings = new Findings();
    PersonKind person = PersonKind.CUSTOMER;
    ErasureMode how = ErasureMode.PSEUDONYMISE;
    try {
      person = PersonKind.named(findings.text("/kind", kind, LONGEST));
    } catch (IllegalArgumentException e) {
      if (!findings.concern("/kind")) {
        findings.add("/kind", "must be one of customer, agent");
      }
    }
    try {
      how = mode == null ? how : ErasureMode.named(mode);
    } catch (IllegalArgumentException e) {
      findings.add("/mode", "must be one of pseudonymise, remove");
    }
    String who = findings.text("/reference", reference, LONGEST);
    if (person == PersonKind.AGENT && how == ErasureMode.REMOVE) {
      findings.add(
          "/mode", "remove is for customers: what an agent did is part of others' tickets");
    }
    findings.refuseIfAny();
    return new Checked(person, who, how);
  }
}
