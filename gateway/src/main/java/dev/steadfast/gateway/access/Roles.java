package dev.steadfast.gateway.access;

/** What only the gateway's own resources ask for. */
public final class Roles {
  /** An admin of the tenant that runs the installation. */
  public static final String OPERATOR = "operator";

  private Roles() {}
}
