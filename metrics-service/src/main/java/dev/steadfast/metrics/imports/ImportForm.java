package dev.steadfast.metrics.imports;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.platform.problem.FieldError;
import dev.steadfast.platform.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.server.multipart.FileItem;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an import request. The server has spooled the file to disk already; it goes away
 * with the request.
 *
 * @param mapping how rows become events; of a format without one, that format
 * @param fileName as the client calls it, for people only
 */
record ImportForm(FileFormat format, JsonNode mapping, StoredFile file, String fileName) {
  private static final int MAX_MAPPING = 1 << 20;
  private static final int MAX_NAME = 200;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  /** How the request is documented. */
  @Schema(name = "ImportRequest")
  record Documented(
      @Schema(
              enumeration = {"csv", "ndjson"},
              defaultValue = "csv",
              description =
                  "csv, with a mapping; or ndjson: one CloudEvent a line, as GET /v1/events:export writes them")
          @Nullable String format,
      @Schema(
              description =
                  "How rows of csv become events: a mapping document, see docs/recipes. Required for csv, none for ndjson")
          @Nullable Object mapping,
      @Schema(
              required = true,
              format = "binary",
              description = "CSV with a header or events as NDJSON, or gzip of it; up to 512 MiB")
          String file) {}

  /**
   * Takes the parts.
   *
   * @throws ProblemException {@code malformed-request} if one is not there
   * @throws IOException if the mapping is no JSON
   */
  static ImportForm of(MultipartFormDataInput input, Limits limits) throws IOException {
    FileFormat format = format(input);
    JsonNode mapping =
        switch (format) {
          case CSV -> JSON.readTree(bytes(part(input, "mapping")));
          case NDJSON -> withoutMapping(input);
        };
    FormValue file = part(input, "file");
    return new ImportForm(format, mapping, stored(file, limits), name(file.getFileName()));
  }

  private static FileFormat format(MultipartFormDataInput input) throws IOException {
    if (!input.getValues().containsKey("format")) {
      return FileFormat.CSV;
    }
    String text = new String(bytes(part(input, "format")), StandardCharsets.UTF_8).strip();
    return FileFormat.named(text)
        .orElseThrow(() -> malformed("format", "The part 'format' is csv or ndjson."));
  }

  private static JsonNode withoutMapping(MultipartFormDataInput input) {
    if (input.getValues().containsKey("mapping")) {
      throw malformed("mapping", "The part 'mapping' goes with csv only.");
    }
    return JSON.createObjectNode().put("format", FileFormat.NDJSON.text());
  }

  private static ProblemException malformed(String part, String detail) {
    return new ProblemException(
        ProblemCode.MALFORMED_REQUEST, detail, List.of(new FieldError(part, detail)));
  }

  private static FormValue part(MultipartFormDataInput input, String name) {
    Map<String, Collection<FormValue>> parts = input.getValues();
    Collection<FormValue> values = parts.getOrDefault(name, List.of());
    if (values.size() != 1) {
      String detail =
          values.isEmpty()
              ? "The part '" + name + "' is missing."
              : "The part '" + name + "' is there more than once.";
      throw malformed(name, detail);
    }
    return values.iterator().next();
  }

  private static byte[] bytes(FormValue mapping) throws IOException {
    if (!mapping.isFileItem()) {
      return mapping.getValue().getBytes(StandardCharsets.UTF_8);
    }
    try (InputStream stream = mapping.getFileItem().getInputStream()) {
      byte[] bytes = stream.readNBytes(MAX_MAPPING + 1);
      if (bytes.length > MAX_MAPPING) {
        throw new ProblemException(
            ProblemCode.BODY_TOO_LARGE,
            "The mapping is over the limit of " + MAX_MAPPING + " bytes.");
      }
      return bytes;
    }
  }

  private static StoredFile stored(FormValue file, Limits limits) throws IOException {
    if (!file.isFileItem()) {
      byte[] bytes = file.getValue().getBytes(StandardCharsets.UTF_8);
      return () -> new java.io.ByteArrayInputStream(bytes);
    }
    FileItem item = file.getFileItem();
    if (item.getFileSize() > limits.sentBytes()) {
      throw new ProblemException(
          ProblemCode.BODY_TOO_LARGE,
          "The file is over the limit of " + limits.sentBytes() + " bytes.");
    }
    return item::getInputStream;
  }

  private static String name(@Nullable String sent) {
    String name = sent == null || sent.isBlank() ? "import.csv" : sent.replaceAll("\\p{Cntrl}", "");
    return name.length() > MAX_NAME ? name.substring(name.length() - MAX_NAME) : name;
  }
}
