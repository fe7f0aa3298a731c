package dev.steadfast.metrics.imports;

import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.platform.problem.FieldError;
import dev.steadfast.platform.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file once from end to end before anything is stored or sent: encoding, compression,
 * quoting and columns are known to fit, and how many rows there are. Cells are looked at in the
 * first rows only.
 *
 * @param hash SHA-256 of the bytes as they were sent
 */
record Inspection(Fingerprint hash, long sentBytes, long expandedBytes, long rows) {
  private static final int HEAD = 64 * 1024;
  private static final int TRIED_ROWS = 100;
  private static final int SHOWN = 20;
  private static final String DELIMITERS = ",;\t|";

  /**
   * Looks at the whole file.
   *
   * @throws ProblemException {@code import-mismatch}, {@code malformed-compression}, {@code
   *     body-too-large}
   */
  static Inspection of(StoredFile file, Mapping mapping, Limits limits) throws IOException {
    byte[] head;
    try (Unpacking text = Unpacking.open(file.open(), limits)) {
      head = text.readNBytes(HEAD);
    }
    checkHead(head, mapping.format());
    return measured(file, limits, text -> rows(text, mapping, limits, head));
  }

  /**
   * Looks at the whole file of one event a line.
   *
   * @throws ProblemException {@code import-mismatch}, {@code malformed-compression}, {@code
   *     body-too-large}
   */
  static Inspection ofLines(StoredFile file, Limits limits) throws IOException {
    return measured(file, limits, LineBatches::count);
  }

  /** Counts the rows of a text, to its end. */
  private interface RowCounter {
    long rows(Unpacking text) throws IOException;
  }

  private static Inspection measured(StoredFile file, Limits limits, RowCounter counter)
      throws IOException {
    MessageDigest digest = Fingerprint.sha256();
    try (InputStream raw = file.open();
        DigestInputStream digesting = new DigestInputStream(raw, digest)) {
      CountedStream measured = new CountedStream(digesting);
      Unpacking text = Unpacking.open(measured, limits);
      long rows = counter.rows(text);
      measured.transferTo(java.io.OutputStream.nullOutputStream());
      return new Inspection(new Fingerprint(digest), measured.count(), text.expanded(), rows);
    }
  }

  private static long rows(Unpacking text, Mapping mapping, Limits limits, byte[] head) {
    CsvRows rows = open(text, mapping, head);
    RowTranslator translator = new RowTranslator(mapping, limits.rememberedKeys());
    Faults faults = new Faults(mapping.slots().columns());
    int bad = 0;
    long count = 0;
    while (count < TRIED_ROWS && rows.next()) {
      count++;
      if (translator.translate(rows.row(), rows.width(), null, faults)
          == RowTranslator.Outcome.BAD) {
        bad++;
      }
    }
    if (count > 0 && bad == count) {
      throw Mismatch.of(faults.take().stream().limit(SHOWN).map(Mismatch::error).toList());
    }
    rows.skim();
    while (rows.next()) {
      count++;
    }
    return count;
  }

  private static CsvRows open(Unpacking text, Mapping mapping, byte[] head) {
    try {
      return new CsvRows(text, mapping);
    } catch (ProblemException e) {
      if (e.code() != ProblemCode.IMPORT_MISMATCH) {
        throw e;
      }
      String guess = delimiterGuess(head, mapping);
      if (guess == null) {
        throw e;
      }
      List<FieldError> errors = new ArrayList<>();
      errors.add(new FieldError("/mapping/format/delimiter", guess));
      errors.addAll(e.errors());
      throw Mismatch.of(errors);
    }
  }

  /** What to say if another delimiter finds more of the columns. */
  private static @Nullable String delimiterGuess(byte[] head, Mapping mapping) {
    String text = new String(head, mapping.format().encoding());
    String line = text.lines().findFirst().orElse("").replace("\uFEFF", "");
    char declared = mapping.format().delimiter();
    char best = declared;
    for (int i = 0; i < DELIMITERS.length(); i++) {
      char candidate = DELIMITERS.charAt(i);
      if (found(line, candidate, mapping) > found(line, best, mapping)) {
        best = candidate;
      }
    }
    return best == declared
        ? null
        : "line 1 looks delimited by %s, the mapping says %s"
            .formatted(shown(best), shown(declared));
  }

  private static long found(String line, char delimiter, Mapping mapping) {
    List<String> names =
        Arrays.stream(line.split(java.util.regex.Pattern.quote(String.valueOf(delimiter)), -1))
            .map(name -> name.replace("\"", "").strip())
            .toList();
    return mapping.slots().columns().stream().filter(names::contains).count();
  }

  private static String shown(char delimiter) {
    return delimiter == '\t' ? "a tab" : "'" + delimiter + "'";
  }

  private static void checkHead(byte[] head, Format format) {
    if (head.length >= 4 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4) {
      throw Mismatch.at(1, "the file is a ZIP archive or a spreadsheet; send CSV, or gzip of it");
    }
    Charset encoding = format.encoding();
    boolean wide = encoding.name().startsWith("UTF-16") || encoding.name().startsWith("UTF-32");
    boolean marked =
        head.length >= 2
            && (head[0] == (byte) 0xFE && head[1] == (byte) 0xFF
                || head[0] == (byte) 0xFF && head[1] == (byte) 0xFE);
    if (!wide && marked) {
      throw encodingMismatch("the file begins with the mark of UTF-16", encoding);
    }
    if (!wide && !encoding.equals(StandardCharsets.UTF_8) && isUnmistakablyUtf8(head)) {
      throw encodingMismatch("the characters beyond ASCII are those of UTF-8", encoding);
    }
    for (int i = 0; !wide && i < head.length; i++) {
      if (head[i] == 0) {
        throw encodingMismatch("byte " + i + " is 0, which no text has", encoding);
      }
    }
  }

  private static ProblemException encodingMismatch(String detail, Charset encoding) {
    return Mismatch.of(
        List.of(
            new FieldError(
                "/mapping/format/encoding",
                detail + ", the mapping says " + encoding.name() + " (line 1)")));
  }

  /** Bytes beyond ASCII that all form UTF-8 are next to never meant as something else. */
  private static boolean isUnmistakablyUtf8(byte[] head) {
    boolean beyondAscii = false;
    for (byte one : head) {
      beyondAscii |= one < 0;
    }
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CoderResult result =
        decoder.decode(ByteBuffer.wrap(head), CharBuffer.allocate(head.length + 1), false);
    return beyondAscii && !result.isError();
  }
}
