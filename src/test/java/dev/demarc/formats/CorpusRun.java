package dev.demarc.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demarc.formats.reader.FormatReader;
import dev.demarc.formats.xarf.XarfV3;
import dev.demarc.formats.xarf.XarfV4;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads a whole collection of samples and says how many of their known facts were found, what was
 * not, and which hostile samples threw or were slow. Run it with {@code bench/formats}.
 */
public final class CorpusRun {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant RECEIVED = Instant.parse("2026-11-20T10:00:00Z");

  private record Timed(Path file, double millis, String outcome) {}

  private final Path corpora;
  private final Map<String, int[]> perSource = new TreeMap<>();

  private CorpusRun(Path corpora) {
    this.corpora = corpora;
  }

  public static void main(String[] args) throws IOException {
    var run = new CorpusRun(args.length == 0 ? Samples.corpus() : Path.of(args[0]));
    if (args.length > 0) {
      run.facts(run.corpora.resolve("labelled/expected_mail_facts.dev.jsonl"), run.corpora);
    }
    run.own();
    run.total();
    run.hostile();
  }

  /** The project's own samples of the sources that the collection gives no facts about. */
  private void own() throws IOException {
    var known = Set.copyOf(perSource.keySet());
    facts(Samples.corpus().resolve("expected_facts.jsonl"), Samples.corpus(), known);
  }

  private void facts(Path rows, Path samples) throws IOException {
    facts(rows, samples, Set.of());
  }

  private void facts(Path rows, Path samples, Set<String> left) throws IOException {
    for (var line : Files.readAllLines(rows)) {
      var row = JSON.readTree(line);
      if (left.contains(row.path("source").asText())) {
        continue;
      }
      var count = perSource.computeIfAbsent(row.path("source").asText(), s -> new int[2]);
      var file = samples.resolve(row.path("file").asText());
      try {
        judge(row, file, count);
      } catch (RuntimeException e) {
        count[1]++;
        System.out.println("THREW " + file + " " + e);
      }
    }
  }

  private void total() {
    int found = 0;
    int all = 0;
    for (var source : perSource.entrySet()) {
      System.out.printf(
          "%-24s %d of %d facts%n", source.getKey(), source.getValue()[0], source.getValue()[1]);
      found += source.getValue()[0];
      all += source.getValue()[1];
    }
    System.out.printf("%-24s %d of %d facts (%.1f %%)%n", "all", found, all, 100.0 * found / all);
  }

  private void judge(JsonNode row, Path file, int[] count) throws IOException {
    var submission = submission(file);
    var report = tolerant(submission);
    var facts = ExpectedFacts.compare(row, report);
    count[0] += facts.compared() - facts.mismatches().size();
    count[1] += facts.compared();
    facts
        .mismatches()
        .forEach(m -> System.out.println("MISS  " + row.path("id").asText() + " " + m));
    if (row.has("valid")) {
      count[1]++;
      var refusal = refusal(submission);
      if (row.path("valid").asBoolean() == (refusal == null)) {
        count[0]++;
      } else {
        System.out.println(
            "VALID "
                + row.path("id").asText()
                + " should be "
                + row.path("valid")
                + ": "
                + refusal);
      }
    }
  }

  private static Submission submission(Path file) throws IOException {
    var type = file.toString().endsWith(".json") ? "application/json" : "message/rfc822";
    return new Submission(Files.readAllBytes(file), type, RECEIVED);
  }

  /** Reads also what the API refuses, as it is read where it comes in a mail. */
  static ParsedReport tolerant(Submission submission) {
    var opened = OpenedSubmission.of(submission);
    if (XarfV4.recognises(opened.json())) {
      var draft = new ReportDraft("xarf-v4");
      XarfV4.describe(draft, opened.json());
      return draft.finish();
    }
    if (XarfV3.recognises(opened.json())) {
      var draft = new ReportDraft("xarf-v3");
      XarfV3.describe(draft, opened.json());
      return draft.finish();
    }
    return new FormatReader().read(submission);
  }

  private static String refusal(Submission submission) {
    try {
      new FormatReader().read(submission);
      return null;
    } catch (MalformedReport e) {
      return e.getMessage() + " " + e.errors();
    }
  }

  private void hostile() throws IOException {
    var times = new ArrayList<Timed>();
    try (var files = Files.walk(corpora)) {
      for (var file :
          files.filter(Files::isRegularFile).filter(CorpusRun::isSample).sorted().toList()) {
        times.add(time(file));
      }
    }
    times.sort(Comparator.comparingDouble(Timed::millis).reversed());
    var failed = times.stream().filter(t -> t.outcome().startsWith("THREW")).toList();
    System.out.println(times.size() + " files read as mail, " + failed.size() + " threw");
    failed.forEach(t -> System.out.println(t.outcome() + " " + t.file()));
    times.stream()
        .limit(8)
        .forEach(t -> System.out.printf("%7.1f ms %s %s%n", t.millis(), t.file(), t.outcome()));
    times.stream().filter(t -> t.outcome().contains("failed")).forEach(t -> System.out.println(t));
  }

  private static boolean isSample(Path file) {
    return !file.toString().contains("ip-ranges") && !file.toString().endsWith(".jsonl");
  }

  private static Timed time(Path file) throws IOException {
    var submission = new Submission(Files.readAllBytes(file), "message/rfc822", RECEIVED);
    long start = System.nanoTime();
    String outcome;
    try {
      var report = new FormatReader().read(submission);
      outcome =
          report.format() + " " + report.indicators().size() + " indicators " + report.problems();
    } catch (RuntimeException | StackOverflowError e) {
      outcome = "THREW " + e;
    }
    return new Timed(file, (System.nanoTime() - start) / 1e6, outcome);
  }
}
