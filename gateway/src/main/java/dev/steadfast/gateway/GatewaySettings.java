package dev.steadfast.gateway;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** All settings of the gateway beside the database and Kafka. */
@ConfigMapping(prefix = "steadfast.gateway")
public interface GatewaySettings {
  /** Address of metrics-service, such as {@code http://metrics-service:8081}. */
  String metricsUrl();

  /** Address of feedback-service. */
  String feedbackUrl();

  /** Address of goals-service. */
  String goalsUrl();

  /** The address that callers use, as the OpenAPI document shows it. */
  String publicUrl();

  /** What API keys are hashed with: at least 32 characters, kept secret, the same for ever. */
  String keyPepper();

  /** A PEM file with the private key (PKCS#8, curve P-256) that signs internal tokens. */
  Path signingKeyFile();

  /** The first admin key. Stored, hashed, when the database holds no key at all. */
  Optional<String> bootstrapKey();

  /** How long a stored key is believed; so long a revocation takes to reach another replica. */
  @WithDefault("10s")
  Duration keyFreshness();

  /** How large a request body may be. */
  @WithDefault("5M")
  MemorySize bodyLimit();

  /** How large an upload to {@code /v1/imports} may be. */
  @WithDefault("512M")
  MemorySize importLimit();

  /** How long to wait for a connection to a service. */
  @WithDefault("2s")
  Duration connectTimeout();

  /** How long a service may be silent once it has the whole request. */
  @WithDefault("30s")
  Duration idleTimeout();

  /** The same for {@code /v1/imports}. */
  @WithDefault("10m")
  Duration importTimeout();

  /** How many connections are kept to each service. */
  @WithDefault("64")
  int connections();

  /** How many requests a second one key may send. */
  @WithDefault("2000")
  long keyRate();

  /** How many requests a second all keys of one tenant may send. */
  @WithDefault("5000")
  long tenantRate();

  /**
   * How many requests a second one address may send without a key, and how many with a key that is
   * refused.
   */
  @WithDefault("200")
  long addressRate();

  /** Origins of browser pages that may call; none by default. */
  Optional<List<String>> corsOrigins();

  /** How old the merged OpenAPI document may be. */
  @WithDefault("60s")
  Duration openapiFreshness();

  /** How often a silent stream sends a comment. */
  @WithDefault("15s")
  Duration streamHeartbeat();

  /** How many events wait for a slow reader of the stream before it is disconnected. */
  @WithDefault("1000")
  int streamBuffer();

  /** How many records are read again for a reader that resumes, before it is told to start anew. */
  @WithDefault("200000")
  long streamReplay();

  /** How many streams one tenant may have open on one gateway. */
  @WithDefault("200")
  int streamsPerTenant();
}
