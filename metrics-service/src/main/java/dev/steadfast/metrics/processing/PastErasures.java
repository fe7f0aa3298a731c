package dev.steadfast.metrics.processing;

import dev.steadfast.metrics.redaction.PersonHash;
import dev.steadfast.metrics.redaction.PersonKind;
import dev.steadfast.metrics.redaction.Pseudonyms;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The people whom one tenant has erased, by their hashes. Used by the processor's one thread. */
final class PastErasures {
  private final @Nullable PersonHash hash;
  private final Map<String, List<Past>> byPerson = new HashMap<>();
  private final Set<String> pseudonyms = new HashSet<>();
  private final boolean hasRemovedInteractions;

  /** An erasure, which covers what happened until it was requested. */
  private record Past(long requestedAt, String pseudonym) {}

  private PastErasures(@Nullable PersonHash hash, boolean hasRemovedInteractions) {
    this.hash = hash;
    this.hasRemovedInteractions = hasRemovedInteractions;
  }

  static PastErasures of(Connection transaction, UUID tenant) throws SQLException {
    PastErasures all =
        new PastErasures(
            secret(transaction, tenant).map(PersonHash::new).orElse(null),
            hasRemovedInteractions(transaction, tenant));
    try (PreparedStatement select =
        transaction.prepareStatement(
            "SELECT person_hash, pseudonym, requested_at FROM erasure WHERE tenant_id = ?"
                + " ORDER BY requested_at, id")) {
      select.setObject(1, tenant);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          all.add(
              HexFormat.of().formatHex(row.getBytes(1)),
              new Past(
                  row.getObject(3, OffsetDateTime.class).toInstant().toEpochMilli(),
                  row.getString(2)));
        }
      }
    }
    return all;
  }

  private static Optional<byte[]> secret(Connection transaction, UUID tenant) throws SQLException {
    try (PreparedStatement select =
        transaction.prepareStatement("SELECT secret FROM erasure_key WHERE tenant_id = ?")) {
      select.setObject(1, tenant);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
      }
    }
  }

  private static boolean hasRemovedInteractions(Connection transaction, UUID tenant)
      throws SQLException {
    try (PreparedStatement select =
        transaction.prepareStatement(
            "SELECT EXISTS (SELECT FROM interaction WHERE tenant_id = ?"
                + " AND erased_at IS NOT NULL)")) {
      select.setObject(1, tenant);
      try (ResultSet row = select.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private void add(String person, Past erasure) {
    byPerson.computeIfAbsent(person, hashed -> new ArrayList<>(1)).add(erasure);
    pseudonyms.add(erasure.pseudonym());
  }

  boolean isEmpty() {
    return byPerson.isEmpty();
  }

  /** Whether any interaction was removed with the customer who opened it. */
  boolean hasRemovedInteractions() {
    return hasRemovedInteractions;
  }

  /** Whether that customer is one who was erased. */
  boolean isPseudonym(@Nullable String customer) {
    return customer != null && pseudonyms.contains(customer);
  }

  /** Who is erased as far as events of that time tell, in milliseconds since the epoch. */
  Pseudonyms at(long time) {
    return (kind, reference) -> of(kind, reference, time);
  }

  private Optional<String> of(PersonKind kind, String reference, long time) {
    if (hash == null) {
      return Optional.empty();
    }
    return byPerson.getOrDefault(hash.textOf(kind, reference), List.of()).stream()
        .filter(erasure -> time <= erasure.requestedAt())
        .map(Past::pseudonym)
        .findFirst();
  }
}
