package dev.steadfast.gateway.proxy;

/** Where a request goes. */
sealed interface Destination {
  /**
   * To a service.
   *
   * @param open whether it needs no key
   */
  record Service(Forwarder forwarder, boolean open) implements Destination {}

  /** To a resource of the gateway that needs a key. */
  record Own() implements Destination {}

  /** To an address of the gateway that needs none. */
  record OwnOpen() implements Destination {}

  /** Nowhere: there is no such address. */
  record Nowhere() implements Destination {}
}
