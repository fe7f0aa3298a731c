package dev.steadfast.platform.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where PostgreSQL is, and the passwords of the three roles of the service. */
@ConfigMapping(prefix = "steadfast.db")
public interface DatabaseSettings {
  /** A JDBC address such as {@code jdbc:postgresql://localhost:5432/steadfast}. */
  String url();

  /** Of the role that owns the schema and runs migrations. */
  String ownerPassword();

  /** Of the role of requests, which row-level security holds to one tenant. */
  String apiPassword();

  /** Of the role of Kafka processors and the outbox relay. */
  String workerPassword();

  /** How many connections requests may have at a time. */
  @WithDefault("12")
  int apiPool();
}
