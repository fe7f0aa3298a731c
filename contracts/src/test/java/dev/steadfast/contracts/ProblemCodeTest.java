package dev.steadfast.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steadfast.contracts.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemCodeTest {
  private static final Path PROBLEMS =
      Path.of(System.getProperty("steadfast.root", ".."), "docs", "problems.md");

  @ParameterizedTest
  @EnumSource
  void eachCodeHasALineInTheDocumentation(ProblemCode code) throws IOException {
    assertThat(Files.readString(PROBLEMS))
        .contains("| `" + code.code() + "` | " + code.status() + " |");
    assertThat(code.status()).isBetween(400, 599);
    assertThat(code.title()).isNotBlank().doesNotEndWith(".");
  }
}
