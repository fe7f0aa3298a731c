package dev.steadfast.metrics.imports;

import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.Optional;

/** The pieces of a stored file as one stream; one piece in memory at a time. */
final class ChunkStream extends InputStream {
  private final Chunks chunks;
  private byte[] chunk = {};
  private int at;
  private int next;

  /** Reads the piece at a position, from 0; empty after the last. */
  @FunctionalInterface
  interface Chunks {
    Optional<byte[]> at(int position) throws SQLException;
  }

  ChunkStream(Chunks chunks) {
    this.chunks = chunks;
  }

  @Override
  public int read() throws IOException {
    return isAtEnd() ? -1 : chunk[at++] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (isAtEnd()) {
      return -1;
    }
    int count = Math.min(length, chunk.length - at);
    System.arraycopy(chunk, at, buffer, offset, count);
    at += count;
    return count;
  }

  /**
   * What the current piece has left: GZIPInputStream looks for a further member only if there is
   * more.
   */
  @Override
  public int available() throws IOException {
    return isAtEnd() ? 0 : chunk.length - at;
  }

  private boolean isAtEnd() throws IOException {
    if (at < chunk.length) {
      return false;
    }
    try {
      Optional<byte[]> found = chunks.at(next);
      if (found.isEmpty()) {
        return true;
      }
      chunk = found.get();
      at = 0;
      next++;
      return chunk.length == 0;
    } catch (SQLException e) {
      throw new IOException("a piece of the file cannot be read", e);
    }
  }
}
