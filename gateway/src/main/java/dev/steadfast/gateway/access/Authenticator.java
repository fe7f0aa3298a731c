package dev.steadfast.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.steadfast.gateway.GatewaySettings;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Proves bearer credentials. API keys today; a token of a configured OIDC issuer would be a second
 * branch of {@link #authenticate}.
 *
 * <p>What the database says of a key is believed for {@code key-freshness}, so that the usual
 * request costs one HMAC and no query. While the database is away it is believed for two minutes:
 * then nobody can revoke a key either. Ids that do not exist are remembered for a shorter time.
 */
@ApplicationScoped
public class Authenticator {
  private static final Logger LOG = Logger.getLogger(Authenticator.class);
  private static final Duration KEPT = Duration.ofMinutes(2);
  private static final Duration ABSENT_FRESHNESS = Duration.ofSeconds(3);
  private static final Duration LOOKUP_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
  private static final int MAX_ENTRIES = 20_000;

  private final KeyLookup lookup;
  private final KeyPepper pepper;
  private final LastUse lastUse;
  private final Clock clock;
  private final Duration freshness;
  private final Cache<String, Known> known =
      Caffeine.newBuilder().maximumSize(MAX_ENTRIES).expireAfterWrite(KEPT).build();
  private final ConcurrentMap<String, Future<Known>> running = new ConcurrentHashMap<>();
  private volatile Instant noQueryBefore = Instant.MIN;

  /**
   * What was read of an id, and when.
   *
   * @param principal made once, so that tokens for it are found again cheaply
   */
  private record Known(Optional<StoredKey> key, Optional<Principal> principal, Instant readAt) {}

  @Inject
  Authenticator(
      KeyLookup lookup, KeyPepper pepper, LastUse lastUse, Clock clock, GatewaySettings settings) {
    this.lookup = lookup;
    this.pepper = pepper;
    this.lastUse = lastUse;
    this.clock = clock;
    this.freshness = settings.keyFreshness();
  }

  /**
   * Proves the text after {@code Bearer}. Completes on any thread; it never fails.
   *
   * @param mayQuery whether the database may be asked about an id that is not known here
   */
  public Future<Authentication> authenticate(String bearer, boolean mayQuery) {
    Optional<Credential> credential = Credential.parse(bearer);
    if (credential.isEmpty()) {
      return Future.succeededFuture(new Authentication.Refused());
    }
    Credential presented = credential.get();
    Instant now = clock.instant();
    Known cached = known.getIfPresent(presented.id());
    if (cached != null && fresh(cached, now)) {
      return Future.succeededFuture(judge(presented, cached, now));
    }
    if (cached == null && !mayQuery) {
      return Future.succeededFuture(new Authentication.Throttled());
    }
    if (now.isBefore(noQueryBefore)) {
      return Future.succeededFuture(withoutDatabase(presented, cached, now));
    }
    return load(presented.id())
        .timeout(LOOKUP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
        .map(loaded -> judge(presented, loaded, now))
        .otherwise(
            failure -> {
              noQueryBefore = clock.instant().plus(PAUSE_AFTER_FAILURE);
              return withoutDatabase(presented, cached, now);
            });
  }

  private Authentication withoutDatabase(
      Credential presented, @Nullable Known cached, Instant now) {
    return cached != null && cached.key().isPresent()
        ? judge(presented, cached, now)
        : new Authentication.Unknown();
  }

  /** Forgets what is known of a key, so that a change made here counts at once. */
  public void forget(String keyId) {
    known.invalidate(keyId);
  }

  private boolean fresh(Known cached, Instant now) {
    Duration limit = cached.key().isPresent() ? freshness : ABSENT_FRESHNESS;
    return cached.readAt().plus(limit).isAfter(now);
  }

  private Authentication judge(Credential presented, Known entry, Instant now) {
    if (entry.key().isEmpty() || entry.principal().isEmpty()) {
      return new Authentication.Refused();
    }
    boolean right = pepper.matches(presented, entry.key().get().digest());
    if (!right || !entry.key().get().usableAt(now)) {
      return new Authentication.Refused();
    }
    lastUse.record(entry.principal().get(), now);
    return new Authentication.Accepted(entry.principal().get());
  }

  /** One query at a time for one id, on a virtual thread. */
  private Future<Known> load(String keyId) {
    Promise<Known> promise = Promise.promise();
    Future<Known> already = running.putIfAbsent(keyId, promise.future());
    if (already != null) {
      return already;
    }
    Thread.ofVirtual().name("key-lookup").start(() -> read(keyId, promise));
    return promise.future();
  }

  private void read(String keyId, Promise<Known> promise) {
    try {
      // Read before the query, so that the entry is never taken for newer than it is.
      Instant readAt = clock.instant();
      Optional<StoredKey> key = lookup.find(keyId);
      Known entry = new Known(key, key.map(stored -> stored.principal(keyId)), readAt);
      known.put(keyId, entry);
      running.remove(keyId, promise.future());
      promise.complete(entry);
    } catch (SQLException | RuntimeException e) {
      LOG.warnf("a key could not be looked up: %s", e.getMessage());
    } finally {
      running.remove(keyId, promise.future());
      promise.tryFail("the key could not be looked up");
    }
  }
}
