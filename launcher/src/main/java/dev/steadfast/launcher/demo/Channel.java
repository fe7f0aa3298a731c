package dev.steadfast.launcher.demo;

import java.util.Locale;
import java.util.random.RandomGenerator;

/** The four channels with how fast they are beside e-mail. */
enum Channel {
  EMAIL(0.45, 1.0),
  WEB(0.20, 1.1),
  CHAT(0.22, 0.05),
  PHONE(0.13, 0.02);

  private final double share;
  private final double pace;

  Channel(double share, double pace) {
    this.share = share;
    this.pace = pace;
  }

  static Channel any(RandomGenerator random) {
    double at = random.nextDouble();
    for (Channel channel : values()) {
      at -= channel.share;
      if (at < 0) {
        return channel;
      }
    }
    return EMAIL;
  }

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Factor on all waiting times. */
  double pace() {
    return pace;
  }
}
