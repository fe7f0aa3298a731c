package dev.steadfast.gateway.access;

/** What came of looking at a caller's credentials. */
public sealed interface Authentication {
  /** They are good. */
  record Accepted(Principal principal) implements Authentication {}

  /** They are not, and never will be. */
  record Refused() implements Authentication {}

  /** That address has presented too many bad ones; this one was not looked up. */
  record Throttled() implements Authentication {}

  /** Nobody can tell now: the database is away and the key is not known here. */
  record Unknown() implements Authentication {}
}
