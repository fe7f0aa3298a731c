package dev.steadfast.metrics.imports;

import java.io.IOException;
import java.io.InputStream;

/** A file that can be read from its beginning, again and again. */
@FunctionalInterface
interface StoredFile {
  InputStream open() throws IOException;
}
