package dev.steadfast.launcher.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/requirements.md to the tests that there are. */
class RequirementsTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern ROW = Pattern.compile("^\\| ([^*|]+) \\| (.+) \\|$");
  private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");

  @Test
  void everySentenceNamesTestsThatExist() throws IOException {
    // Given
    Map<String, String> sources = testSources();
    List<String> sentences = new ArrayList<>();
    List<String> missing = new ArrayList<>();

    // When
    for (String line : Files.readAllLines(ROOT.resolve("docs/requirements.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches() && !row.group(1).equals("sentence") && !row.group(1).startsWith("---")) {
        sentences.add(row.group(1));
        missing.addAll(missingOf(row.group(1), row.group(2), sources));
      }
    }

    // Then
    assertThat(sentences).hasSizeGreaterThan(50).doesNotHaveDuplicates();
    assertThat(missing).isEmpty();
  }

  private static List<String> missingOf(
      String sentence, String tests, Map<String, String> sources) {
    List<String> missing = new ArrayList<>();
    Matcher test = TEST.matcher(tests);
    int named = 0;
    while (test.find()) {
      named++;
      String source = sources.getOrDefault(test.group(1), "");
      if (!source.contains(" void " + test.group(2) + "(")) {
        missing.add(test.group());
      }
    }
    if (named == 0) {
      missing.add("no test of: " + sentence);
    }
    return missing;
  }

  private static Map<String, String> testSources() throws IOException {
    Map<String, String> sources = new HashMap<>();
    for (String module :
        List.of("contracts", "core", "platform", "metrics-service", "goals-service", "e2e")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
        for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
          String name = file.getFileName().toString();
          sources.put(name.substring(0, name.length() - ".java".length()), Files.readString(file));
        }
      }
    }
    return sources;
  }
}
