package dev.demarc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The docs name code by package and class, and tests by class. */
class NamesInDocsTest {

  private static final Path CODE = Path.of("src/main/java/dev/demarc");
  private static final Path TESTS = Path.of("src/test/java/dev/demarc");

  /** {@code casework/links/CaseLinks}, also with a member of it. */
  private static final Pattern CLASS =
      Pattern.compile("`([a-z]+(?:/[a-z]+)*/[A-Z]\\w+)(?:#\\w+)?`");

  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+Test)`");

  @Test
  void every_class_that_the_docs_name_stands_where_they_say() throws IOException {
    assertThat(named(CLASS)).hasSizeGreaterThan(50);
    assertThat(named(CLASS).stream().filter(line -> !exists(line.name()))).isEmpty();
  }

  private static boolean exists(String name) {
    return Files.exists(Path.of(name + ".java"))
        || Files.exists(CODE.resolve(name + ".java"))
        || Files.exists(TESTS.resolve(name + ".java"));
  }

  @Test
  void every_test_that_the_docs_name_is_there() throws IOException {
    var tests = tests();
    assertThat(named(TEST)).hasSizeGreaterThan(50);
    assertThat(named(TEST).stream().filter(line -> !tests.contains(line.name()))).isEmpty();
  }

  private static Set<String> tests() throws IOException {
    try (var files = Files.walk(TESTS)) {
      return files
          .map(file -> file.getFileName().toString().replaceFirst("\\.java$", ""))
          .collect(Collectors.toSet());
    }
  }

  private record Named(Path page, int line, String name) {}

  private static List<Named> named(Pattern what) throws IOException {
    var found = new ArrayList<Named>();
    for (var page : pages()) {
      var lines = Files.readAllLines(page);
      for (int i = 0; i < lines.size(); i++) {
        var names = what.matcher(lines.get(i));
        while (names.find()) {
          found.add(new Named(page, i + 1, names.group(1)));
        }
      }
    }
    return found;
  }

  private static List<Path> pages() throws IOException {
    try (var docs = Files.walk(Path.of("docs"));
        var root = Files.list(Path.of("."))) {
      return Stream.concat(docs, root).filter(file -> file.toString().endsWith(".md")).toList();
    }
  }
}
