package dev.steadfast.metrics.timeline;

import java.util.OptionalLong;

/**
 * What a share has that copies of it may set otherwise.
 *
 * @param within of a service level: the time to answer within, in milliseconds
 * @param shortCalls a call abandoned before is in neither part, in milliseconds
 * @param withoutCallbacks whether a caller who left the queue by asking to be called back is in
 *     neither part
 */
public record Terms(OptionalLong within, OptionalLong shortCalls, boolean withoutCallbacks) {
  /** Without any. */
  public static final Terms NONE = new Terms(OptionalLong.empty(), OptionalLong.empty(), false);

  /** These, and what they do not say as the others say it. */
  Terms or(Terms others) {
    return new Terms(
        within.isPresent() ? within : others.within,
        shortCalls.isPresent() ? shortCalls : others.shortCalls,
        withoutCallbacks || others.withoutCallbacks);
  }

  /** Of an offered call: whether it is in neither part. */
  boolean leaveOut(Happening.Called call) {
    return !call.answered()
        && ((withoutCallbacks && call.callback())
            || (shortCalls.isPresent() && call.queued() < shortCalls.getAsLong()));
  }
}
