package dev.steadfast.metrics.imports;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** The lines of a file, one after the other, as bytes. */
final class Lines implements Closeable {
  /** The longest line that is kept: as much as a request may have. */
  static final int MAX_BYTES = 5 << 20;

  private static final int BUFFER = 64 * 1024;
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream text;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int end;
  private long number;
  private boolean tooLong;
  private byte[] line = {};

  Lines(InputStream text) {
    this.text = text;
  }

  /** Goes to the next line. Returns false at the end. */
  boolean next() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
    boolean any = false;
    tooLong = false;
    while (at < end || fill()) {
      any = true;
      int stop = at;
      while (stop < end && buffer[stop] != '\n') {
        stop++;
      }
      tooLong |= bytes.size() + (stop - at) > MAX_BYTES;
      if (!tooLong) {
        bytes.write(buffer, at, stop - at);
      }
      boolean isWhole = stop < end;
      at = isWhole ? stop + 1 : stop;
      if (isWhole) {
        break;
      }
    }
    line = tooLong ? new byte[0] : bytes.toByteArray();
    if (any) {
      number++;
    }
    return any;
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, text.read(buffer, 0, buffer.length));
    return end > 0;
  }

  /** Of the line that {@link #next} went to, from 1. */
  long number() {
    return number;
  }

  boolean isTooLong() {
    return tooLong;
  }

  boolean isBlank() {
    for (int i = from(); i < line.length; i++) {
      if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
        return false;
      }
    }
    return !tooLong;
  }

  /** Its bytes, without the end of the line. */
  byte[] bytes() {
    return line;
  }

  /** Where the text begins: a file may begin with the mark of UTF-8. */
  int from() {
    return number == 1
            && line.length >= MARK.length
            && java.util.Arrays.equals(line, 0, 3, MARK, 0, 3)
        ? MARK.length
        : 0;
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
