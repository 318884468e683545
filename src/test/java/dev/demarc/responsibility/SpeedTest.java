package dev.demarc.responsibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A report of the usual length costs little, and a longer one no more than its length. */
class SpeedTest {

  /** The aim is 2 ms for 3 KB; the machines that run this test are slow and shared. */
  private static final double MOST_MILLIS = 6;

  private static final Engine ENGINE = new Engine();

  private static String prose(int bytes) throws IOException {
    var file = Path.of("src/test/resources/responsibility/retold.jsonl");
    var text = new StringBuilder();
    for (String line : Files.readAllLines(file)) {
      text.append(line.replaceAll("^.*\"text\":\"|\",\"service.*$", "")).append("\n\n");
    }
    return text.substring(0, bytes);
  }

  private static double millis(String text) {
    var threads = ManagementFactory.getThreadMXBean();
    var report = Reports.saying(text).parsed();
    double best = Double.MAX_VALUE;
    for (int i = 0; i < 30 + 300_000 / text.length(); i++) {
      long start = threads.getCurrentThreadCpuTime();
      ENGINE.assess(report);
      best = Math.min(best, (threads.getCurrentThreadCpuTime() - start) / 1e6);
    }
    return best;
  }

  @Test
  void a_report_costs_about_two_milliseconds_and_grows_with_its_length() throws IOException {
    double once = millis(prose(3_000));
    double tenfold = millis(prose(30_000));

    System.out.printf("3 KB: %.2f ms of CPU, 30 KB: %.2f ms%n", once, tenfold);
    assertThat(once).isLessThan(MOST_MILLIS);
    assertThat(tenfold).isLessThan(20 * Math.max(once, 0.5));
  }
}
