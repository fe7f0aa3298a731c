package dev.steadfast.platform.access;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** How the internal tokens of the gateway are verified. */
@ConfigMapping(prefix = "steadfast.access")
public interface AccessSettings {
  /** Where the gateway shows its public keys. The gateway itself has none. */
  Optional<String> jwksUrl();
}
