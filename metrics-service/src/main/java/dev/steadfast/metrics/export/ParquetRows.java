package dev.steadfast.metrics.export;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table as records of Parquet. The library still asks for the deprecated variants with a
 * configuration of Hadoop, and calls the others.
 */
final class ParquetRows extends WriteSupport<List<? extends @Nullable Object>> {
  private final List<Column> columns;
  private final MessageType schema;
  private @Nullable RecordConsumer consumer;

  private ParquetRows(List<Column> columns) {
    this.columns = columns;
    this.schema = new MessageType("row", columns.stream().map(ParquetRows::type).toList());
  }

  /** Makes the writer of such a table. */
  static final class Builder
      extends ParquetWriter.Builder<List<? extends @Nullable Object>, Builder> {
    private final List<Column> columns;

    Builder(OutputFile file, List<Column> columns) {
      super(file);
      this.columns = columns;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation")
    protected WriteSupport<List<? extends @Nullable Object>> getWriteSupport(Configuration conf) {
      return new ParquetRows(columns);
    }

    @Override
    protected WriteSupport<List<? extends @Nullable Object>> getWriteSupport(
        ParquetConfiguration conf) {
      return new ParquetRows(columns);
    }
  }

  private static Type type(Column column) {
    return switch (column.kind()) {
      case TEXT ->
          Types.optional(PrimitiveTypeName.BINARY)
              .as(LogicalTypeAnnotation.stringType())
              .named(column.name());
      case WHOLE -> Types.optional(PrimitiveTypeName.INT64).named(column.name());
      case NUMBER -> Types.optional(PrimitiveTypeName.DOUBLE).named(column.name());
      case FLAG -> Types.optional(PrimitiveTypeName.BOOLEAN).named(column.name());
      case TIME ->
          Types.optional(PrimitiveTypeName.INT64)
              .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS))
              .named(column.name());
    };
  }

  @Override
  @SuppressWarnings("deprecation")
  public WriteContext init(Configuration conf) {
    return new WriteContext(schema, Map.of());
  }

  @Override
  public WriteContext init(ParquetConfiguration conf) {
    return new WriteContext(schema, Map.of());
  }

  @Override
  public void prepareForWrite(RecordConsumer to) {
    consumer = to;
  }

  @Override
  public void write(List<? extends @Nullable Object> cells) {
    RecordConsumer to = consumer;
    if (to == null) {
      throw new IllegalStateException("the file is not begun");
    }
    to.startMessage();
    for (int i = 0; i < cells.size(); i++) {
      Object cell = cells.get(i);
      if (cell != null) {
        to.startField(columns.get(i).name(), i);
        write(cell, to);
        to.endField(columns.get(i).name(), i);
      }
    }
    to.endMessage();
  }

  private static void write(Object cell, RecordConsumer to) {
    switch (cell) {
      case Long whole -> to.addLong(whole);
      case Double number -> to.addDouble(number);
      case Boolean flag -> to.addBoolean(flag);
      case OffsetDateTime time -> to.addLong(time.toInstant().toEpochMilli());
      default -> to.addBinary(Binary.fromString(cell.toString()));
    }
  }
}
