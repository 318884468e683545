package dev.demarc.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demarc.cases.DeskUnderTrial.Sent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder with one or more inputs ({@code input.eml}, or {@code input-a.eml}, {@code input-b.eml}
 * in this order), {@code expected.json} and {@code why.md}. What may be expected is what {@link
 * Expectations} knows; {@code same_case} says whether all inputs end in one case.
 */
final class SmallCase {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What is said of the case as a whole, and not of one report. */
  private static final Set<String> OF_ALL = Set.of("same_case", "note", "note_on", "new_case");

  private final Path folder;
  private final JsonNode expected;

  private SmallCase(Path folder) throws IOException {
    this.folder = folder;
    this.expected = JSON.readTree(folder.resolve("expected.json").toFile());
  }

  static List<SmallCase> in(Path folder) throws IOException {
    try (var inside = Files.list(folder)) {
      var all = new ArrayList<SmallCase>();
      for (var each : inside.sorted().toList()) {
        if (Files.exists(each.resolve("expected.json"))) {
          all.add(new SmallCase(each));
        }
      }
      return all;
    }
  }

  String name() {
    return folder.getFileName().toString();
  }

  @Override
  public String toString() {
    return name();
  }

  /**
   * Sends the inputs and compares.
   *
   * @return what came out otherwise than expected; empty where all is right
   */
  List<String> differences(DeskUnderTrial desk) throws IOException, InterruptedException {
    var differences = new ArrayList<String>();
    var caseKeys = new ArrayList<String>();
    for (var input : inputs()) {
      if (input.toString().endsWith(".py")) {
        var told = desk.run(input);
        if (!told.contains("PASS")) {
          differences.add(told);
        }
        continue;
      }
      var wanted = expectedOf(input);
      var sent = desk.send(input);
      compare(input, wanted, sent, differences);
      sent.reports().forEach(r -> caseKeys.add(r.report().path("caseKey").asText("none")));
      if (wanted.has("acknowledged")) {
        acknowledged(desk, input, wanted.path("acknowledged").asBoolean(), differences);
      }
    }
    if (expected.has("same_case")) {
      boolean same = Set.copyOf(caseKeys).size() == 1;
      if (same != expected.path("same_case").asBoolean()) {
        differences.add("same_case: " + same + ", the cases are " + caseKeys);
      }
    }
    return differences;
  }

  private List<Path> inputs() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.getFileName().toString().startsWith("input")).sorted().toList();
    }
  }

  /** {@code input-a.eml} is expected under {@code a}, a lone input at the top. */
  private JsonNode expectedOf(Path input) {
    var name = input.getFileName().toString();
    int dash = name.indexOf('-');
    return dash < 0 ? expected : expected.path(name.substring(dash + 1, name.lastIndexOf('.')));
  }

  private static void compare(Path input, JsonNode wanted, Sent sent, List<String> differences)
      throws IOException {
    var where = input.getFileName() + ": ";
    if (wanted.has("http") && wanted.path("http").asInt() != sent.status()) {
      differences.add(where + "http: " + sent.status() + " " + sent.answer());
    }
    if (wanted.has("rows")) {
      rows(where, wanted.path("rows"), sent, differences);
      return;
    }
    var facts =
        wanted.properties().stream()
            .filter(f -> !OF_ALL.contains(f.getKey()))
            .collect(Collectors.toList());
    if (facts.isEmpty()) {
      return;
    }
    if (sent.reports().isEmpty()) {
      differences.add(where + "no report: HTTP " + sent.status() + " " + sent.answer());
      return;
    }
    var expectations = new Expectations(input, sent.reports().get(0));
    facts.forEach(f -> expectations.compare(f.getKey(), f.getValue()));
    expectations.differences().forEach(d -> differences.add(where + d));
  }

  private static void rows(String where, JsonNode rows, Sent sent, List<String> differences)
      throws IOException {
    if (rows.size() != sent.reports().size()) {
      differences.add(
          where
              + String.format(
                  Locale.ROOT,
                  "%d of %d rows were taken: HTTP %d %s",
                  sent.reports().size(),
                  rows.size(),
                  sent.status(),
                  sent.answer()));
      return;
    }
    for (int i = 0; i < rows.size(); i++) {
      var expectations = new Expectations(null, sent.reports().get(i));
      rows.get(i).properties().forEach(f -> expectations.compare(f.getKey(), f.getValue()));
      int row = i + 1;
      expectations.differences().forEach(d -> differences.add(where + "row " + row + ": " + d));
    }
  }

  /**
   * Only what comes by SMTP is acknowledged; a resend would be none, so it has an id of its own.
   */
  private static void acknowledged(
      DeskUnderTrial desk, Path input, boolean wanted, List<String> differences)
      throws IOException, InterruptedException {
    var from = Expectations.header(Files.readString(input), "From").replaceAll(".*<|>.*", "");
    var again = Files.createTempFile("again", ".eml");
    try {
      Files.writeString(
          again, Files.readString(input).replaceFirst("(?im)^message-id: *<", "Message-ID: <x-"));
      desk.sendBySmtp(again, from);
    } finally {
      Files.delete(again);
    }
    boolean found = desk.wroteTo(from, wanted);
    if (found != wanted) {
      differences.add(input.getFileName() + ": acknowledged: " + found + ", to " + from);
    }
  }
}
