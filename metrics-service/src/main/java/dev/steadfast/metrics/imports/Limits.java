package dev.steadfast.metrics.imports;

/**
 * How much a file may be.
 *
 * @param sentBytes as it is sent
 * @param expandedBytes after decompression
 * @param ratio expanded to sent, looked at beyond {@link #RATIO_FROM} bytes
 * @param rememberedKeys how many keys a job remembers
 */
record Limits(long sentBytes, long expandedBytes, int ratio, int rememberedKeys) {
  /** Small files may compress as well as they like. */
  static final long RATIO_FROM = 16L << 20;
}
