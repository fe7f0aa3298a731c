package dev.steadfast.launcher.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Creates the database of the suite with its roles, schemas and rights, by {@code
 * deploy/postgres/bootstrap.sql}.
 */
public final class DatabaseBootstrap {
  public static final String DATABASE = "steadfast";
  public static final List<String> SERVICES = List.of("metrics", "feedback", "goals", "gateway");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([a-z_]+)_password}");
  private static final Pattern SAFE_PASSWORD = Pattern.compile("[A-Za-z0-9_-]{8,}");

  private DatabaseBootstrap() {}

  /** The login roles of all services: owner, api and worker of each. */
  public static List<String> roles() {
    return SERVICES.stream()
        .flatMap(s -> Stream.of(s + "_owner", s + "_api", s + "_worker"))
        .toList();
  }

  /**
   * Brings database, roles and rights to the wanted state; running it again is harmless.
   *
   * @param passwords the password of a role, made of letters, digits, {@code -} and {@code _}
   */
  public static void run(EmbeddedDatabase server, UnaryOperator<String> passwords) {
    try {
      createDatabase(server);
      try (Connection connection = server.connect(DATABASE);
          Statement statement = connection.createStatement()) {
        statement.execute(script(passwords));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot prepare the database: " + e.getMessage(), e);
    }
  }

  private static void createDatabase(EmbeddedDatabase server) throws SQLException {
    try (Connection connection = server.connect(EmbeddedDatabase.SUPERUSER);
        Statement statement = connection.createStatement();
        PreparedStatement exists =
            connection.prepareStatement("SELECT FROM pg_database WHERE datname = ?")) {
      exists.setString(1, DATABASE);
      try (ResultSet found = exists.executeQuery()) {
        if (!found.next()) {
          statement.execute("CREATE DATABASE " + DATABASE);
        }
      }
    }
  }

  private static String script(UnaryOperator<String> passwords) {
    try (InputStream in = DatabaseBootstrap.class.getResourceAsStream("/postgres/bootstrap.sql")) {
      if (in == null) {
        throw new IllegalStateException("postgres/bootstrap.sql is not on the class path");
      }
      String template = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return PLACEHOLDER
          .matcher(template)
          .replaceAll(match -> Matcher.quoteReplacement(checked(passwords.apply(match.group(1)))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String checked(String password) {
    if (!SAFE_PASSWORD.matcher(password).matches()) {
      throw new IllegalArgumentException(
          "a database password must be 8 or more letters, digits, '-' or '_'");
    }
    return password;
  }
}
