package dev.demarc.casework.timeline;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a timeline with the bytes that its hash is over: all its fields in this order, as
 * netstrings in UTF-8 ({@code <length in bytes>:<text>,}, and {@code -,} for null), after a word
 * for their layout. So no two entries have the same bytes.
 *
 * @param position from 1 on each case
 * @param at microseconds since the epoch
 * @param hash as it is stored
 */
record ChainedEntry(
    String caseId,
    long position,
    String id,
    long at,
    String kind,
    String actorKind,
    String actor,
    String summary,
    String body,
    String visibility,
    String before,
    String after,
    String changeId,
    byte[] hash) {

  private static final String LAYOUT = "demarc-timeline-1";

  /** SHA-256 over the hash before it and its own bytes; the first follows no bytes at all. */
  byte[] hashAfter(byte[] previous) {
    var digest = sha256();
    digest.update(previous);
    return digest.digest(bytes());
  }

  byte[] bytes() {
    var bytes = new ByteArrayOutputStream(512);
    for (var field : fields()) {
      netstring(bytes, field);
    }
    return bytes.toByteArray();
  }

  private Iterable<String> fields() {
    return Arrays.asList(
        LAYOUT,
        caseId,
        String.valueOf(position),
        id,
        String.valueOf(at),
        kind,
        actorKind,
        actor,
        summary,
        body,
        visibility,
        before,
        after,
        changeId);
  }

  private static void netstring(ByteArrayOutputStream to, String field) {
    if (field == null) {
      to.write('-');
    } else {
      var text = field.getBytes(StandardCharsets.UTF_8);
      to.writeBytes((text.length + ":").getBytes(StandardCharsets.US_ASCII));
      to.writeBytes(text);
    }
    to.write(',');
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * @param entries all of one case, by position
   * @param head where the chain ends by the database's own book; null where it has none
   * @return what is wrong, as a sentence; null where nothing is
   */
  static @Nullable String flaw(List<ChainedEntry> entries, @Nullable Head head) {
    var previous = new byte[0];
    long expected = 1;
    for (var entry : entries) {
      if (entry.position() != expected) {
        return "Entry "
            + expected
            + " is missing; the next that is there is "
            + entry.position()
            + ".";
      }
      previous = entry.hashAfter(previous);
      if (!MessageDigest.isEqual(previous, entry.hash())) {
        return "Entry "
            + expected
            + " ("
            + entry.id()
            + ") is not as it was written, or one before it is not the one that it follows.";
      }
      expected++;
    }
    if (head == null) {
      return "The book of where timelines end does not have this case.";
    }
    if (head.position() != expected - 1) {
      return "It ends at entry " + (expected - 1) + ", and had " + head.position() + ".";
    }
    return MessageDigest.isEqual(head.hash(), previous)
        ? null
        : "The last entry is not the one that was written last.";
  }

  /** Where a case's chain ends. */
  record Head(long position, byte[] hash) {}
}
