package dev.steadfast.metrics.intake;

import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.platform.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads a request body within its limit, unpacked and known to be UTF-8. */
final class BodyReader {
  /** The largest body, packed and unpacked, in bytes. */
  static final int MAX_BYTES = 5 * 1024 * 1024;

  private BodyReader() {}

  /**
   * The whole body.
   *
   * @throws ProblemException {@code body-too-large}, {@code unsupported-media-type}, {@code
   *     malformed-compression} or {@code malformed-request} where it is not UTF-8
   */
  static byte[] read(InputStream body, @Nullable String contentEncoding) throws IOException {
    byte[] bytes = limited(body, "The body");
    String encoding =
        contentEncoding == null ? "identity" : contentEncoding.strip().toLowerCase(Locale.ROOT);
    byte[] plain =
        switch (encoding) {
          case "identity", "" -> bytes;
          case "gzip", "x-gzip" -> unpacked(bytes);
          default ->
              throw new ProblemException(
                  ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                  "Content-Encoding " + contentEncoding + " is not taken; send gzip or none.");
        };
    checkUtf8(plain);
    return plain;
  }

  private static byte[] unpacked(byte[] bytes) throws IOException {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return limited(gzip, "The unpacked body");
    } catch (ZipException | EOFException e) {
      throw new ProblemException(
          ProblemCode.MALFORMED_COMPRESSION, "The body is not well-formed gzip.");
    }
  }

  private static byte[] limited(InputStream in, String what) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new ProblemException(
          ProblemCode.BODY_TOO_LARGE,
          what + " is over 5 MiB. Send it in several requests, or as an import.");
    }
    return bytes;
  }

  private static void checkUtf8(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer ignored = CharBuffer.allocate(8 * 1024);
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CoderResult result;
    do {
      result = decoder.decode(in, ignored.clear(), true);
    } while (result.isOverflow());
    if (result.isError()) {
      throw new ProblemException(
          ProblemCode.MALFORMED_REQUEST,
          "The body is not UTF-8: a bad byte sequence at byte " + in.position() + ".");
    }
  }
}
