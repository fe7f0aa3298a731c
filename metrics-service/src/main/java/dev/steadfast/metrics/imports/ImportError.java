package dev.steadfast.metrics.imports;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steadfast.platform.http.Cursor;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A fault of an import, as it is listed. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "What is wrong with a row, or with an event made from it")
public record ImportError(
    @JsonIgnore int position,
    @Schema(description = "Where the row begins in the file; the header is line 1") long line,
    @Schema(description = "The number of the data row, from 1") long row,
    @Schema(description = "The cell that is to blame, by its name in the header")
        @Nullable String column,
    String reason,
    @Schema(description = "What stands in that cell, up to 300 characters")
        @Nullable String value) {
  Cursor cursor() {
    return Cursor.after(position);
  }
}
