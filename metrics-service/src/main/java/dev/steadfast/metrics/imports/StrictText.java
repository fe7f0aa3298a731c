package dev.steadfast.metrics.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * Characters out of bytes, where a byte that is not of the encoding is refused with its place
 * instead of replaced.
 */
final class StrictText extends Reader {
  private final InputStream bytes;
  private final Charset encoding;
  private final CharsetDecoder decoder;
  private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024).flip();
  private long taken;
  private boolean ended;
  private boolean begun;
  private long line = 1;
  private long column = 1;
  private boolean afterReturn;

  StrictText(InputStream bytes, Charset encoding) {
    this.bytes = bytes;
    this.encoding = encoding;
    this.decoder =
        encoding
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    CharBuffer characters = CharBuffer.wrap(target, offset, length);
    while (true) {
      CoderResult result = decoder.decode(buffer, characters, ended);
      if (characters.position() > offset && !begun) {
        begun = true;
        dropByteOrderMark(target, offset, characters);
      }
      int count = characters.position() - offset;
      if (count > 0) {
        follow(target, offset, count);
        return count;
      }
      if (result.isError()) {
        throw malformed(result.length());
      }
      if (result.isOverflow()) {
        // A target of one character, and a surrogate pair to come: fastcsv never asks for so few.
        throw new IOException("the buffer is too small for one character");
      }
      if (ended) {
        return -1;
      }
      fill();
    }
  }

  private static void dropByteOrderMark(char[] target, int offset, CharBuffer characters) {
    if (target[offset] == '\uFEFF') {
      int rest = characters.position() - offset - 1;
      System.arraycopy(target, offset + 1, target, offset, rest);
      characters.position(offset + rest);
    }
  }

  private void fill() throws IOException {
    buffer.compact();
    int count = bytes.read(buffer.array(), buffer.position(), buffer.remaining());
    if (count < 0) {
      ended = true;
    } else {
      taken += count;
      buffer.position(buffer.position() + count);
    }
    buffer.flip();
  }

  private void follow(char[] target, int offset, int count) {
    for (int i = offset; i < offset + count; i++) {
      char c = target[i];
      if (c == '\n') {
        line += afterReturn ? 0 : 1;
        column = 1;
        afterReturn = false;
      } else if (c == '\r') {
        line++;
        column = 1;
        afterReturn = true;
      } else {
        column++;
        afterReturn = false;
      }
    }
  }

  private RuntimeException malformed(int length) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < Math.min(length, buffer.remaining()); i++) {
      shown.append(" 0x%02X".formatted(buffer.get(buffer.position() + i)));
    }
    return Mismatch.at(
        line,
        "column",
        Long.toString(column),
        "byte %d (line %d, character %d),%s, is not %s; name the encoding of the file in format.encoding"
            .formatted(taken - buffer.remaining(), line, column, shown, encoding.name()));
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
