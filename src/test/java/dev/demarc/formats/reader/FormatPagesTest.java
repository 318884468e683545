package dev.demarc.formats.reader;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.re2j.Pattern;
import dev.demarc.formats.ExpectedFacts;
import dev.demarc.formats.OpenedSubmission;
import dev.demarc.formats.ReportFormat;
import dev.demarc.formats.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * A format is a class, a page {@code docs/formats/<name>.md} and a folder of samples {@code
 * src/test/resources/formats/<name>}, whose {@code facts.jsonl} says what is to be read from each.
 */
class FormatPagesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path PAGES = Path.of("docs/formats");
  private static final Path OVERVIEW = Path.of("docs/formats.md");
  private static final Pattern LINK =
      Pattern.compile("\\| \\[`([a-z0-9-]+)`\\]\\(formats/([a-z0-9-]+)\\.md\\)");

  /** What several formats share. */
  private static final Set<String> SHARED_PAGES = Set.of("envelopes");

  private record Sample(String format, Path file, JsonNode facts) {}

  private static List<Sample> samples() throws IOException {
    var samples = new ArrayList<Sample>();
    for (var format : folders()) {
      var folder = Samples.formats().resolve(format);
      for (var line : Files.readAllLines(folder.resolve("facts.jsonl"))) {
        var row = JSON.readTree(line);
        samples.add(new Sample(format, folder.resolve(row.path("file").asText()), row));
      }
    }
    return samples;
  }

  private static Set<String> folders() throws IOException {
    return names(Samples.formats(), "");
  }

  private static Set<String> names(Path folder, String ending) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(name -> name.endsWith(ending))
          .map(name -> name.substring(0, name.length() - ending.length()))
          .collect(java.util.stream.Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void every_folder_of_samples_has_a_page_and_every_page_a_folder() throws IOException {
    var pages = names(PAGES, ".md");
    pages.removeAll(SHARED_PAGES);
    assertThat(pages).isEqualTo(folders());
  }

  @Test
  void the_overview_links_the_page_of_every_format() throws IOException {
    var links = LINK.matcher(Files.readString(OVERVIEW));
    var linked = new TreeSet<String>();
    while (links.find()) {
      assertThat(links.group(1)).isEqualTo(links.group(2));
      linked.add(links.group(1));
    }
    assertThat(linked).isEqualTo(folders());
  }

  @TestFactory
  Stream<DynamicTest> every_page_names_its_samples() throws IOException {
    return folders().stream()
        .map(
            format ->
                DynamicTest.dynamicTest(
                    format,
                    () ->
                        assertThat(Files.readString(PAGES.resolve(format + ".md")))
                            .contains("src/test/resources/formats/" + format)));
  }

  @TestFactory
  Stream<DynamicTest> every_reader_has_a_sample_that_it_reads() throws IOException {
    var samples = samples();
    return FormatReader.FORMATS.stream()
        .map(
            reader ->
                DynamicTest.dynamicTest(
                    reader.getClass().getSimpleName(),
                    () -> assertThat(samples).anyMatch(sample -> isReadBy(reader, sample))));
  }

  private static boolean isReadBy(ReportFormat reader, Sample sample) {
    var opened = OpenedSubmission.of(Samples.file(sample.file()));
    return FormatReader.formatOf(opened).getClass() == reader.getClass();
  }

  @TestFactory
  Stream<DynamicTest> every_sample_is_read_as_its_folder_and_facts_say() throws IOException {
    var samples = samples();
    assertThat(samples).isNotEmpty();
    return samples.stream()
        .map(
            sample ->
                DynamicTest.dynamicTest(
                    sample.format() + "/" + sample.file().getFileName(), () -> judge(sample)));
  }

  private static void judge(Sample sample) {
    var report = Samples.read(Samples.file(sample.file()));
    assertThat(report.format()).isEqualTo(sample.format());
    var facts = ExpectedFacts.compare(sample.facts(), report);
    assertThat(facts.compared()).as("facts that were compared").isPositive();
    assertThat(facts.mismatches()).isEmpty();
    assertThat(report.problems()).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> no_sample_is_without_facts() throws IOException {
    return folders().stream().map(format -> DynamicTest.dynamicTest(format, () -> listed(format)));
  }

  private static void listed(String format) throws IOException {
    var listed = new TreeSet<String>();
    samples().stream()
        .filter(sample -> sample.format().equals(format))
        .forEach(sample -> listed.add(sample.file().getFileName().toString()));
    listed.add("facts.jsonl");
    assertThat(names(Samples.formats().resolve(format), "")).isEqualTo(listed);
  }
}
