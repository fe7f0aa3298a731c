package dev.steadfast.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.steadfast.gateway.GatewaySettings;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How much each key, tenant and address may send: a bucket of one second's worth that refills
 * steadily. Each gateway counts for itself.
 */
@ApplicationScoped
public class RateLimits {
  private static final int MAX_BUCKETS = 50_000;

  private final long keyRate;
  private final long tenantRate;
  private final long addressRate;
  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder()
          .maximumSize(MAX_BUCKETS)
          .expireAfterAccess(Duration.ofMinutes(1))
          .build();

  /**
   * Whether a request may go on.
   *
   * @param remaining how many more may be sent at once, under the nearest limit
   * @param resetSeconds when that bucket is full again; if refused, when to try again
   */
  public record Verdict(boolean allowed, long limit, long remaining, long resetSeconds) {}

  @Inject
  RateLimits(GatewaySettings settings) {
    this(settings.keyRate(), settings.tenantRate(), settings.addressRate());
  }

  RateLimits(long keyRate, long tenantRate, long addressRate) {
    this.keyRate = keyRate;
    this.tenantRate = tenantRate;
    this.addressRate = addressRate;
  }

  /** Counts one request of that caller against its key and its tenant. */
  public Verdict count(Principal principal) {
    Verdict key = take("k" + principal.subject(), keyRate);
    if (!key.allowed()) {
      return key;
    }
    Verdict tenant = take("t" + principal.tenant(), tenantRate);
    return !tenant.allowed() || tenant.remaining() < key.remaining() ? tenant : key;
  }

  /** Counts one request without a key from that address. */
  public Verdict count(String address) {
    return take("a" + address, addressRate);
  }

  /** Counts a refused credential of that address. */
  public void refused(String address) {
    take("r" + address, addressRate);
  }

  /** Whether keys of that address may be looked up: false after too many refused ones. */
  public boolean mayQuery(String address) {
    Bucket bucket = buckets.getIfPresent("r" + address);
    return bucket == null || bucket.getAvailableTokens() > 0;
  }

  private Verdict take(String name, long rate) {
    Bucket bucket = buckets.get(name, ignored -> bucket(rate));
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    long nanos =
        probe.isConsumed() ? probe.getNanosToWaitForReset() : probe.getNanosToWaitForRefill();
    long seconds = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(nanos + 999_999_999L));
    return new Verdict(probe.isConsumed(), rate, probe.getRemainingTokens(), seconds);
  }

  private static Bucket bucket(long rate) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(rate).refillGreedy(rate, Duration.ofSeconds(1)))
        .build();
  }
}
