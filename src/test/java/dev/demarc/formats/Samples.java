package dev.demarc.formats;

import dev.demarc.formats.reader.FormatReader;
import dev.demarc.shared.Indicator;
import dev.demarc.shared.Indicator.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Submissions for the tests of this package. */
public final class Samples {

  static final Instant RECEIVED = Instant.parse("2026-11-20T10:00:00Z");

  private Samples() {}

  public static Path corpus() {
    try {
      return Path.of(Samples.class.getResource("/corpus/expected_facts.jsonl").toURI()).getParent();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A folder for each format, by its name in {@link ParsedReport#format()}. */
  public static Path formats() {
    return corpus().resolveSibling("formats");
  }

  public static Submission file(Path file) {
    try {
      return new Submission(Files.readAllBytes(file), contentType(file), RECEIVED);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By the ending of the name; what has none of these is a mail. */
  static String contentType(Path file) {
    var name = file.toString();
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "json" -> "application/json";
      case "csv" -> "text/csv";
      case "xml" -> "application/xml";
      case "txt" -> "text/plain; charset=utf-8";
      case "form" -> "multipart/form-data; boundary=b";
      default -> "message/rfc822";
    };
  }

  public static Submission mail(String text) {
    var raw = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    return new Submission(raw, "message/rfc822", RECEIVED);
  }

  public static Submission json(String text) {
    return new Submission(
        text.replace('\'', '"').getBytes(StandardCharsets.UTF_8),
        "application/json; charset=utf-8",
        RECEIVED);
  }

  static Submission text(String text) {
    return new Submission(
        text.getBytes(StandardCharsets.UTF_8), "text/plain; charset=utf-8", RECEIVED);
  }

  public static ParsedReport read(Submission submission) {
    return new FormatReader().read(submission);
  }

  /** A plain mail of another network's desk, as it is read. */
  static ParsedReport complaint(String subject, String body) {
    return read(
        mail(
            "From: Noc <noc@reporter-one.example>\nTo: abuse@demarc.example\nSubject: "
                + subject
                + "\nMessage-ID: <w1@x.example>\nDate: Mon, 23 Nov 2026 09:10:00 +0000\n"
                + "Content-Type: text/plain; charset=UTF-8\n\n"
                + body));
  }

  /** The values of the indicators that have this role. */
  static List<String> named(Role role, ParsedReport report) {
    return report.indicators().stream()
        .filter(i -> i.role() == role)
        .map(Indicator::value)
        .toList();
  }
}
