package dev.steadfast.launcher.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** TCP ports of the loopback address: finds a free one and tells whether a given one is taken. */
public final class FreePort {
  /**
   * Below the ports that systems give to outgoing connections (from 32768 on Linux, 49152 on
   * macOS): one of those may be taken between the look and the use.
   */
  private static final int LOWEST = 20_000;

  private static final int COUNT = 12_000;

  /** From a place of its own in each process, and none twice. */
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

  private FreePort() {}

  /** A port that was free a moment ago, and that this process is not told again for long. */
  public static int any() {
    for (int attempt = 0; attempt < COUNT; attempt++) {
      int port = LOWEST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
      if (!taken(port)) {
        return port;
      }
    }
    throw new IllegalStateException(
        "no port from " + LOWEST + " to " + (LOWEST + COUNT - 1) + " is free");
  }

  /** True when something listens on that port, on loopback or on all addresses. */
  public static boolean taken(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
