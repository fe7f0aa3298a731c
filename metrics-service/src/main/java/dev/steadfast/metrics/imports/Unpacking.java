package dev.steadfast.metrics.imports;

import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.platform.problem.ProblemException;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The text bytes of a file that may be compressed with gzip: its first two bytes tell. Stops a file
 * that expands too far.
 */
final class Unpacking extends FilterInputStream {
  private static final int BUFFER = 64 * 1024;

  private final CountedStream sent;
  private final Limits limits;
  private long expanded;

  private Unpacking(InputStream unpacked, CountedStream sent, Limits limits) {
    super(unpacked);
    this.sent = sent;
    this.limits = limits;
  }

  /**
   * Opens the text in {@code raw}.
   *
   * @throws ProblemException {@code malformed-compression}, {@code body-too-large}; so do the reads
   */
  static Unpacking open(InputStream raw, Limits limits) throws IOException {
    CountedStream sent = new CountedStream(raw);
    PushbackInputStream head = new PushbackInputStream(sent, 2);
    byte[] magic = head.readNBytes(2);
    head.unread(magic);
    boolean isGzip = magic.length == 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
    try {
      return new Unpacking(isGzip ? new GZIPInputStream(head, BUFFER) : head, sent, limits);
    } catch (ZipException | EOFException e) {
      throw malformed(sent);
    }
  }

  /** How many bytes were read so far, expanded. */
  long expanded() {
    return expanded;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count;
    try {
      count = super.read(buffer, offset, length);
    } catch (ZipException | EOFException e) {
      throw malformed(sent);
    }
    if (count > 0) {
      expanded += count;
      check();
    }
    return count;
  }

  private void check() {
    if (sent.count() > limits.sentBytes()) {
      throw new ProblemException(
          ProblemCode.BODY_TOO_LARGE,
          "The file is over the limit of " + limits.sentBytes() + " bytes.");
    }
    if (expanded > limits.expandedBytes()) {
      throw new ProblemException(
          ProblemCode.BODY_TOO_LARGE,
          "The file expands to more than " + limits.expandedBytes() + " bytes.");
    }
    if (expanded > Limits.RATIO_FROM && expanded / limits.ratio() > sent.count()) {
      throw new ProblemException(
          ProblemCode.BODY_TOO_LARGE,
          "The file expands to more than " + limits.ratio() + " times its size.");
    }
  }

  private static ProblemException malformed(CountedStream sent) {
    return new ProblemException(
        ProblemCode.MALFORMED_COMPRESSION,
        "The gzip data of the file are broken or cut off before byte " + sent.count() + ".");
  }
}
