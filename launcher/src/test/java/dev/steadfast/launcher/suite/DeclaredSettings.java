package dev.steadfast.launcher.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The {@code steadfast.*} properties that a module declares, read from its sources and those of
 * platform.
 */
final class DeclaredSettings {
  private static final Pattern LITERAL =
      Pattern.compile("\\bsteadfast(\\.[a-z0-9]+(-[a-z0-9]+)*)+");
  private static final Pattern MAPPING =
      Pattern.compile("@ConfigMapping\\(\\s*prefix\\s*=\\s*\"(steadfast[a-z.-]*)\"");
  private static final Pattern METHOD = Pattern.compile("\\s([a-z][A-Za-z0-9]*)\\(\\);");
  private static final Pattern PORT = Pattern.compile("steadfast\\.http\\.port[:=](\\d+)");

  private static final Pattern MANAGEMENT_PORT =
      Pattern.compile("steadfast\\.management\\.port[:=](\\d+)");

  private final Path root;

  DeclaredSettings() {
    this.root = Path.of(System.getProperty("steadfast.root"));
  }

  Path root() {
    return root;
  }

  /** The environment variables that stand for the declared properties. */
  Set<String> variables(String module) {
    Set<String> names = new TreeSet<>();
    for (String source : List.of(module, "platform")) {
      for (Path file : sources(source)) {
        String text = read(file);
        LITERAL.matcher(text).results().map(MatchResult::group).forEach(names::add);
        MAPPING
            .matcher(text)
            .results()
            .map(match -> match.group(1))
            .forEach(
                prefix ->
                    METHOD
                        .matcher(text)
                        .results()
                        .forEach(method -> names.add(prefix + "." + kebab(method.group(1)))));
      }
    }
    Set<String> variables = new TreeSet<>();
    names.forEach(
        name -> variables.add(name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT)));
    return variables;
  }

  /** The port on which the service listens unless told otherwise. */
  int defaultPort(String module) {
    return port(PORT, module)
        .orElseThrow(() -> new AssertionError(module + " declares no default port"));
  }

  /** The port on which the service shows its health: its own one for that, or the usual one. */
  int healthPort(String module) {
    return port(MANAGEMENT_PORT, module).orElseGet(() -> defaultPort(module));
  }

  private Optional<Integer> port(Pattern setting, String module) {
    String properties =
        read(root.resolve(module).resolve("src/main/resources/application.properties"));
    return setting
        .matcher(properties)
        .results()
        .map(match -> Integer.valueOf(match.group(1)))
        .findFirst();
  }

  private List<Path> sources(String module) {
    try (Stream<Path> files = Files.walk(root.resolve(module).resolve("src/main"))) {
      return files
          .filter(f -> f.toString().endsWith(".java") || f.toString().endsWith(".properties"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String kebab(String method) {
    return method.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
