package dev.steadfast.platform.http;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** The W3C trace context of the current request: taken from {@code traceparent}, or begun here. */
public final class Trace {
  /** The name of the HTTP and Kafka header. */
  public static final String HEADER = "traceparent";

  private static final Pattern FORM =
      Pattern.compile("[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
  private static final SecureRandom RANDOM = new SecureRandom();

  private Trace() {}

  /** The header value to go on with: the given one if it is well-formed, else a new one. */
  public static String continued(@Nullable String header) {
    return header != null && FORM.matcher(header).matches()
        ? header
        : "00-" + hex(16) + "-" + hex(8) + "-01";
  }

  /** The trace id within a {@code traceparent}. */
  public static String idOf(String traceparent) {
    return traceparent.substring(3, 35);
  }

  /** The {@code traceparent} of this thread's request, or null outside of one. */
  public static @Nullable String current() {
    return (String) MDC.get(HEADER);
  }

  /** The trace id of this thread's request, or null outside of one. */
  public static @Nullable String currentId() {
    return (String) MDC.get("traceId");
  }

  /** Makes this the trace of the thread's request, in its log lines and messages too. */
  public static void enter(String traceparent) {
    MDC.put(HEADER, traceparent);
    MDC.put("traceId", idOf(traceparent));
  }

  private static String hex(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
