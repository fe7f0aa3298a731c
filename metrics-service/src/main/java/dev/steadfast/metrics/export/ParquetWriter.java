package dev.steadfast.metrics.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of Parquet. Times are milliseconds of UTC; a missing cell is null. What is gathered in
 * memory before it is sent is one row group. Columns are encoded and not compressed on top: the
 * codecs are native code.
 */
final class ParquetWriter implements TableWriter {
  private static final long ROW_GROUP_BYTES = 4L << 20;
  private static final int PAGE_BYTES = 256 << 10;

  private final org.apache.parquet.hadoop.ParquetWriter<List<? extends @Nullable Object>> parquet;

  ParquetWriter(OutputStream out, List<Column> columns) throws IOException {
    this.parquet =
        new ParquetRows.Builder(new Streamed(out), columns)
            .withConf(new PlainParquetConfiguration())
            .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .withPageSize(PAGE_BYTES)
            .build();
  }

  @Override
  public void row(List<? extends @Nullable Object> cells) throws IOException {
    parquet.write(cells);
  }

  @Override
  public void finish() throws IOException {
    parquet.close();
  }

  /** A file that is sent while it is written. */
  private record Streamed(OutputStream out) implements OutputFile {
    @Override
    public PositionOutputStream create(long blockSize) {
      return new Counted(out);
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSize) {
      return new Counted(out);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }

  private static final class Counted extends PositionOutputStream {
    private final OutputStream out;
    private long position;

    Counted(OutputStream out) {
      this.out = out;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int one) throws IOException {
      out.write(one);
      position++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
      position += length;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    /** The stream belongs to the answer. */
    @Override
    public void close() throws IOException {
      out.flush();
    }
  }
}
