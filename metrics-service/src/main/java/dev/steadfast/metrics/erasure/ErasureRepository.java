package dev.steadfast.metrics.erasure;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.metrics.redaction.PersonHash;
import dev.steadfast.metrics.redaction.PersonKind;
import dev.steadfast.platform.access.Caller;
import dev.steadfast.platform.access.TenantRows;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The erasures of the calling tenant, as requests see them. */
@ApplicationScoped
class ErasureRepository {
  private static final String SELECT =
      """
      SELECT id, state, kind, mode, person_hash, pseudonym, interactions_found, interactions_pseudonymised,
        interactions_removed, events_changed, events_removed, cell_days_removed, dead_letters_changed,
        import_errors_changed, requested_at, requested_by, started_at, finished_at, resumed
      FROM erasure WHERE tenant_id = ?
      """;

  private final TenantRows rows;
  private final AgroalDataSource dataSource;
  private final Caller caller;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  @Inject
  ErasureRepository(TenantRows rows, AgroalDataSource dataSource, Caller caller, Clock clock) {
    this.rows = rows;
    this.dataSource = dataSource;
    this.caller = caller;
    this.clock = clock;
  }

  /** The keyed hash of a person. */
  @Transactional
  byte[] hashOf(PersonKind kind, String reference) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO erasure_key (tenant_id, secret) VALUES (?, ?) ON CONFLICT DO NOTHING");
        PreparedStatement select =
            connection.prepareStatement("SELECT secret FROM erasure_key WHERE tenant_id = ?")) {
      byte[] fresh = new byte[PersonHash.SECRET_BYTES];
      random.nextBytes(fresh);
      insert.setObject(1, caller.tenant());
      insert.setBytes(2, fresh);
      insert.executeUpdate();
      select.setObject(1, caller.tenant());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return new PersonHash(row.getBytes(1)).of(kind, reference);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the person could not be hashed", e);
    }
  }

  /** The same erasure if it was asked for and is not done yet. */
  @Transactional
  Optional<ErasureView> waiting(byte[] person, ErasureMode mode) {
    return rows
        .read(
            SELECT + " AND person_hash = ? AND mode = ? AND state <> 'done' LIMIT 1",
            ErasureRepository::viewOf,
            person,
            mode.text())
        .stream()
        .findFirst();
  }

  /** Queues an erasure. */
  @Transactional
  UUID queue(ErasureRequest.Checked request, byte[] person) {
    UUID id = UuidCreator.getTimeOrderedEpoch();
    byte[] name = new byte[4];
    random.nextBytes(name);
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO erasure (tenant_id, id, state, kind, mode, person_hash, pseudonym, reference,"
                    + " requested_at, requested_by) VALUES (?, ?, 'queued', ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setObject(1, caller.tenant());
      insert.setObject(2, id);
      insert.setString(3, request.kind().text());
      insert.setString(4, request.mode().text());
      insert.setBytes(5, person);
      insert.setString(6, "erased-" + HexFormat.of().formatHex(name));
      insert.setString(7, request.reference());
      insert.setObject(8, OffsetDateTime.now(clock).withOffsetSameInstant(ZoneOffset.UTC));
      insert.setString(9, caller.subject());
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("the erasure could not be queued", e);
    }
    return id;
  }

  @Transactional
  Optional<ErasureView> find(UUID id) {
    return rows.read(SELECT + " AND id = ?", ErasureRepository::viewOf, id).stream().findFirst();
  }

  /** Newest first; one more than the limit if there are more. */
  @Transactional
  List<ErasureView> list(int limit, @Nullable UUID after) {
    return after == null
        ? rows.read(SELECT + " ORDER BY id DESC LIMIT ?", ErasureRepository::viewOf, limit + 1)
        : rows.read(
            SELECT + " AND id < ? ORDER BY id DESC LIMIT ?",
            ErasureRepository::viewOf,
            after,
            limit + 1);
  }

  private static ErasureView viewOf(ResultSet row) throws SQLException {
    return new ErasureView(
        row.getObject(1, UUID.class),
        row.getString(2),
        PersonKind.named(row.getString(3)),
        ErasureMode.named(row.getString(4)),
        HexFormat.of().formatHex(row.getBytes(5)),
        row.getString(6),
        new ErasureView.Counts(
            row.getLong(7),
            row.getLong(8),
            row.getLong(9),
            row.getLong(10),
            row.getLong(11),
            row.getLong(12),
            row.getLong(13),
            row.getLong(14)),
        row.getObject(15, OffsetDateTime.class),
        row.getString(16),
        row.getObject(17, OffsetDateTime.class),
        row.getObject(18, OffsetDateTime.class),
        row.getInt(19));
  }
}
