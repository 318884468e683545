package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever comes as a mail is kept, quickly, and nothing is thrown at the sender. */
class HostileSubmissionsTest {

  private static final String HEADER = "From: a@b.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n";
  private static final int LARGE = 4_000_000;

  @TestFactory
  Stream<DynamicTest> noSampleThrowsOrTakesLong() throws IOException {
    try (var files = Files.walk(Samples.corpus())) {
      return files
          .filter(f -> Files.isRegularFile(f) && f.toString().contains("hostile-"))
          .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> readQuickly(f)))
          .toList()
          .stream();
    }
  }

  private static void readQuickly(Path file) throws IOException {
    readQuickly(Files.readAllBytes(file));
  }

  private static ParsedReport readQuickly(byte[] raw) {
    return assertTimeout(
        Duration.ofSeconds(5),
        () -> Samples.read(new Submission(raw, "message/rfc822", Samples.RECEIVED)));
  }

  private static ParsedReport readQuickly(String raw) {
    return readQuickly(raw.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void largeBodiesMadeOfAlmostIndicatorsAreReadQuickly() {
    for (var piece : new String[] {"1.2.3.", "a@", "a:b:", "http://", "[.]", "192.0.2.1 ", "<b>"}) {
      readQuickly(HEADER + "\r\n" + piece.repeat(LARGE / piece.length()));
      readQuickly(
          HEADER + "Content-Type: text/html\r\n\r\n" + piece.repeat(LARGE / piece.length()));
    }
  }

  @Test
  void largeHeadersAreReadQuickly() {
    readQuickly("Subject: " + "=?utf-8?q?a?= ".repeat(LARGE / 14) + "\r\n\r\nhi");
    readQuickly("From: " + "<a@b>,".repeat(LARGE / 6) + "\r\n\r\nhi");
    readQuickly("From: " + "(".repeat(LARGE) + "\r\n\r\nhi");
    readQuickly("Content-Type: text/plain; " + "a=\"".repeat(LARGE / 3) + "\r\n\r\nhi");
    readQuickly("no field\n".repeat(LARGE / 9));
  }

  @Test
  void partsWithoutEndAreCounted() {
    var report =
        readQuickly(
            HEADER
                + "Content-Type: multipart/mixed; boundary=B\r\n\r\n"
                + "--B\r\n\r\n".repeat(LARGE / 7));
    assertThat(report.problems()).anyMatch(p -> p.contains("more than 1000 parts"));
  }

  @Test
  void mailsInsideMailsAreOpenedToALimit() {
    var report = readQuickly(HEADER + "Content-Type: message/rfc822\r\n\r\n".repeat(500) + "x");
    assertThat(report.problems()).anyMatch(p -> p.contains("nested deeper"));
  }

  @Test
  void randomBytesBecomeTextWithAProblem() {
    var raw = new byte[100_000];
    new Random(7).nextBytes(raw);
    var report = readQuickly(raw);
    assertThat(report.format()).isEqualTo("text");
    assertThat(report.problems()).isNotEmpty();
  }

  @Test
  void anEmptyMailIsKeptAndSaysSo() {
    assertThat(readQuickly("").problems()).contains("The report is empty.");
  }

  @Test
  void deepOrEndlessJsonIsRefusedQuickly() {
    for (var raw :
        new String[] {
          "[".repeat(LARGE), "{\"a\":".repeat(LARGE / 5), "{\"title\":" + "9".repeat(LARGE) + "}"
        }) {
      assertTimeout(
          Duration.ofSeconds(5),
          () ->
              org.assertj.core.api.Assertions.assertThatThrownBy(
                      () -> Samples.read(Samples.json(raw)))
                  .isInstanceOf(UnreadableReport.class));
    }
  }

  @Test
  void attachmentNamesCarryNoPathAndNoDirectionMarks() {
    var report =
        Samples.read(
            Samples.file(Samples.corpus().resolve("hostile-derived/filename-traversal.eml")));
    assertThat(report.attachments())
        .isNotEmpty()
        .allSatisfy(a -> assertThat(a.fileName()).doesNotContain("/", "\\", "\u202E", ".."));
  }
}
