package dev.demarc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * No library on the class path has a vulnerability that {@code src/build/known-vulnerabilities.csv}
 * lists. It knows what people entered there and nothing else.
 */
class KnownVulnerabilitiesTest {

  private static final Path DATA = Path.of("src/build/known-vulnerabilities.csv");

  /** As Maven lays out its repository: group, artifact, version, file. */
  private static final Pattern IN_REPOSITORY =
      Pattern.compile(".*/repository/(?<group>.+)/(?<name>[^/]+)/(?<version>[^/]+)/[^/]+\\.jar");

  record Library(String artifact, String version) {}

  record Vulnerability(String artifact, String from, String fixed, String advisory, String what) {

    boolean isIn(Library library) {
      var version = Version.parse(library.version());
      return artifact.equals(library.artifact())
          && version.compareTo(Version.parse(fixed)) < 0
          && (from.isEmpty() || version.compareTo(Version.parse(from)) >= 0);
    }
  }

  private static List<Vulnerability> known() throws IOException {
    return Files.readAllLines(DATA).stream()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .map(line -> line.split(",", 5))
        .map(field -> new Vulnerability(field[0], field[1], field[2], field[3], field[4]))
        .toList();
  }

  private static List<Library> libraries() {
    var classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    var libraries = new ArrayList<Library>();
    for (var entry : classPath.split(File.pathSeparator)) {
      var found = IN_REPOSITORY.matcher(entry.replace(File.separatorChar, '/'));
      if (found.matches()) {
        var artifact = found.group("group").replace('/', '.') + ":" + found.group("name");
        libraries.add(new Library(artifact, found.group("version")));
      }
    }
    return libraries;
  }

  @Test
  void no_library_has_a_vulnerability_that_is_known_here() throws IOException {
    var libraries = libraries();
    assertThat(libraries).as("libraries on the class path").hasSizeGreaterThan(100);
    var found = new ArrayList<String>();
    for (var vulnerability : known()) {
      libraries.stream()
          .filter(vulnerability::isIn)
          .forEach(library -> found.add(library + " needs " + vulnerability));
    }
    assertThat(found).isEmpty();
  }

  @Test
  void every_library_that_is_listed_is_still_used() throws IOException {
    var used = libraries().stream().map(Library::artifact).toList();
    assertThat(known()).extracting(Vulnerability::artifact).isSubsetOf(used);
  }

  @Test
  void versions_are_compared_by_their_numbers() {
    var smuggling = new Vulnerability("a:b", "4.1.91.Final", "4.1.138.Final", "", "");
    assertThat(smuggling.isIn(new Library("a:b", "4.1.133.Final"))).isTrue();
    assertThat(smuggling.isIn(new Library("a:b", "4.1.91.Final"))).isTrue();
    assertThat(smuggling.isIn(new Library("a:b", "4.1.138.Final"))).isFalse();
    assertThat(smuggling.isIn(new Library("a:b", "4.1.140.Final"))).isFalse();
    assertThat(smuggling.isIn(new Library("a:b", "4.1.9.Final"))).isFalse();
    assertThat(smuggling.isIn(new Library("a:c", "4.1.133.Final"))).isFalse();
  }
}
