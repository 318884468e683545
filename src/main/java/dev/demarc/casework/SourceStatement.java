package dev.demarc.casework;

import dev.demarc.formats.ParsedReport;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a report's source says of the state of the matter, and whether that is to be believed. Pure.
 *
 * @param over that it is over
 * @param saidAt when it says so by its own clock; null where the format does not tell
 * @param replyBy until when it wants an answer; null where it says nothing
 * @param assumed whether it names no time, and wants one in the usual time
 * @param doubt why it is not to be believed, in words that go on after a semicolon; else null
 */
record SourceStatement(
    boolean over, Instant saidAt, Instant replyBy, boolean assumed, String doubt) {

  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  static SourceStatement of(ParsedReport parsed) {
    var details = parsed.details();
    return new SourceStatement(
        parsed.resolved(),
        saidAt(details),
        parsed.replyBy(),
        Boolean.FALSE.equals(details.get("replyByStated")),
        parsed.mail() == null ? null : doubt(details));
  }

  private static Instant saidAt(Map<String, Object> details) {
    return Stream.of("updatedAt", "lastUpdatedTime")
        .map(details::get)
        .filter(String.class::isInstance)
        .flatMap(text -> time((String) text).stream())
        .findFirst()
        .orElse(null);
  }

  /** Only a time that the database can compare. */
  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text)).filter(at -> at.isAfter(FIRST) && at.isBefore(LAST));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Anybody can write a mail with an AWS number in it that was guessed or seen. */
  private static String doubt(Map<String, Object> details) {
    return Boolean.FALSE.equals(details.get("awsVerified"))
        ? "nothing confirms that AWS sent it"
        : null;
  }

  /** Why the report joined, with what there is to doubt. */
  String withDoubt(String because) {
    return doubt == null ? because : because + "; " + doubt;
  }
}
