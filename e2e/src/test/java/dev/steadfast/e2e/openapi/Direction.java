package dev.steadfast.e2e.openapi;

/** Who writes what a schema describes: what breaks a client differs. */
enum Direction {
  /** Clients write it: what was accepted must stay accepted. */
  REQUEST,
  /** Clients read it: what was there must stay there. */
  RESPONSE
}
