package dev.steadfast.feedback.invitation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What the operator sets for surveys. */
@ConfigMapping(prefix = "steadfast.feedback")
public interface FeedbackSettings {
  /** The address that customers reach the gateway at, such as {@code https://help.acme.example}. */
  String publicUrl();

  /** Signs the survey links: at least 32 characters, random. Changing it voids all open links. */
  String linkSecret();

  /**
   * How old a resolution may be to invite. Imports of history bring older ones, which must not
   * write to customers about last year.
   */
  @WithDefault("P2D")
  Duration inviteMaxAge();
}
