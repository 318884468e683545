package dev.demarc.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The page that tells what was counted; only what lies between its marks is written anew. */
final class ReliabilityPage {

  private static final String BEGIN = "<!-- bench/faults writes from here -->";
  private static final String END = "<!-- to here -->";

  private final Path page;

  ReliabilityPage(Path page) {
    this.page = page;
  }

  /**
   * @throws IOException where the page has no marks
   */
  void write(String table, List<Scenario> scenarios) throws IOException {
    var text = Files.readString(page);
    int from = text.indexOf(BEGIN);
    int to = text.indexOf(END);
    if (from < 0 || to < from) {
      throw new IOException(page + " lacks the lines \"" + BEGIN + "\" and \"" + END + "\"");
    }
    var told = new StringBuilder(BEGIN + "\n\n" + table + "\n");
    scenarios.forEach(s -> told.append("- **" + s.name() + "**: " + s.says() + "\n"));
    Files.writeString(page, text.substring(0, from) + told + "\n" + text.substring(to));
  }
}
