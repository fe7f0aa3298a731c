package dev.steadfast.feedback.invitation;

import dev.steadfast.platform.problem.ProblemException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How far an invitation has come. */
public enum InvitationState {
  INVITED,
  DELIVERED,
  ANSWERED,
  EXPIRED,
  WITHDRAWN;

  /** The name in lower case, as in documents and in the database. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The state of that name.
   *
   * @throws ProblemException {@code invalid-parameter} if there is none
   */
  static InvitationState named(String code) {
    return Arrays.stream(values())
        .filter(state -> state.code().equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.invalidParameter(
                    "state",
                    "state is one of "
                        + Arrays.stream(values())
                            .map(InvitationState::code)
                            .collect(Collectors.joining(", "))
                        + "."));
  }
}
