package dev.demarc.cases;

import dev.demarc.RunningDemarc;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Sends a folder of small cases to a fresh Demarc, and prints for each whether it came out right,
 * what came out otherwise, and the total. {@code bench/cases [folder]}.
 */
final class CasesRun {

  private CasesRun() {}

  public static void main(String[] args) throws Exception {
    var cases = SmallCase.in(Path.of(args.length > 0 ? args[0] : "src/test/resources/cases"));
    int right = 0;
    var data = Files.createTempDirectory("demarc-cases");
    try (var demarc = RunningDemarc.start(data)) {
      var desk = new DeskUnderTrial(demarc.url(), "it-key", demarc.smtpPort());
      for (var each : cases) {
        var differences = each.differences(desk);
        right += differences.isEmpty() ? 1 : 0;
        System.out.println((differences.isEmpty() ? "right  " : "WRONG  ") + each.name());
        differences.forEach(d -> System.out.println("         " + d));
      }
    }
    System.out.printf("%d of %d cases are right%n", right, cases.size());
  }
}
