package dev.steadfast.gateway.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.runtime.OpenApiConstants;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The document of the gateway's own operations, as the framework generated it. */
@ApplicationScoped
class OwnDocument {
  private final JsonNode document;

  @Inject
  OwnDocument(OpenApiDocumentService documents, ObjectMapper json) {
    try {
      this.document =
          json.readTree(documents.getDocument(OpenApiConstants.DEFAULT_DOCUMENT_NAME, Format.JSON));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode json() {
    return document;
  }

  String version() {
    return document.path("info").path("version").asText();
  }
}
