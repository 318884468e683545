package dev.demarc.formats;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.demarc.formats.bulk.BulkRecord;
import dev.demarc.formats.bulk.BulkRecords;
import dev.demarc.formats.bulk.CsvColumns;
import dev.demarc.formats.files.Attachment;
import dev.demarc.formats.files.EvidenceFile;
import dev.demarc.formats.indicators.IndicatorList;
import dev.demarc.formats.reader.FormatReader;
import dev.demarc.formats.text.Text;
import java.io.ByteArrayInputStream;
import java.util.Iterator;
import java.util.List;

/**
 * What holds for every report, whatever it was read from. Needs no test framework, so that a fuzzer
 * can call it; a promise that is broken is an {@link AssertionError}.
 */
final class ReportPromises {

  private static final JsonMapper JSON =
      JsonMapper.builder().addModule(new JavaTimeModule()).build();
  private static final int MOST_PIECES_READ = 20;
  private static final FormatReader FORMATS = new FormatReader();

  private ReportPromises() {}

  /** Reads as the API does, as the queue does, and what evidence there is. */
  static void keptBy(Submission submission) {
    try {
      check(submission, FORMATS.read(submission));
    } catch (MalformedReport refused) {
      checkStrings(JSON.valueToTree(refused.errors()), "the errors");
      checkString(refused.getMessage(), "the refusal");
    }
    var stored = FORMATS.readStored(submission);
    check(submission, stored);
    var evidence = EvidenceFile.describe(FORMATS.evidence(submission));
    that(
        evidence.equals(stored.attachments()),
        "the evidence " + evidence + " is not what is listed: " + stored.attachments());
  }

  /** Takes a body apart in every way and reads the first pieces. */
  static void keptByPieces(byte[] body) {
    var columns = CsvColumns.COMMON;
    keptByEach(BulkRecords.ofLines(new ByteArrayInputStream(body)), body.length);
    keptByEach(BulkRecords.ofList(body).iterator(), body.length);
    try {
      keptByEach(BulkRecords.ofRows(new ByteArrayInputStream(body), columns), body.length);
    } catch (UnreadableReport noTable) {
      checkString(noTable.getMessage(), "the refusal");
    }
  }

  private static void keptByEach(Iterator<BulkRecord> pieces, int bytes) {
    int place = 0;
    for (int n = 0; pieces.hasNext(); n++) {
      var piece = pieces.next();
      that(piece.place() > place, "the pieces are not in order");
      that(n <= bytes, "there are more pieces than bytes");
      place = piece.place();
      if (piece.isRefused()) {
        checkString(piece.refused(), "the refusal of a piece");
      } else if (n < MOST_PIECES_READ) {
        keptBy(new Submission(piece.raw(), piece.contentType(), Samples.RECEIVED));
      }
    }
  }

  private static void check(Submission submission, ParsedReport report) {
    that(report.format() != null, "no format");
    that(report.title() != null && !report.title().isEmpty(), "no title");
    that(report.title().length() <= Text.LONGEST_TITLE, "the title is too long");
    that(report.title().lines().count() <= 1, "the title is more than one line");
    that(report.text() != null && report.text().length() <= Text.LONGEST, "the text is too long");
    that(report.indicators().size() <= IndicatorList.MOST, "too many indicators");
    that(report.details() != null, "no details");
    that(report.problems().size() <= 100, "too many problems");
    checkIndexes(report.attachments());
    try {
      // as bytes: only there does Jackson refuse half a character
      checkStrings(JSON.readTree(JSON.writeValueAsBytes(report)), "");
    } catch (JsonProcessingException e) {
      throw new AssertionError("cannot be written as JSON: " + e.getMessage(), e);
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void checkIndexes(List<Attachment> attachments) {
    for (int i = 0; i < attachments.size(); i++) {
      that(attachments.get(i).index() == i, "the attachments are not counted from 0");
    }
  }

  private static void checkStrings(JsonNode node, String where) {
    if (node.isTextual()) {
      checkString(node.textValue(), where);
    }
    node.properties()
        .forEach(
            p -> {
              checkString(p.getKey(), "a name in " + where);
              checkStrings(p.getValue(), where + "." + p.getKey());
            });
    if (node.isArray()) {
      node.forEach(element -> checkStrings(element, where));
    }
  }

  private static void checkString(String text, String where) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean control = c < 0x20 && c != '\n' && c != '\r' && c != '\t' || c == 0x7F;
      that(!control, "a control character (" + (int) c + ") in " + where);
    }
  }

  private static void that(boolean kept, String broken) {
    if (!kept) {
      throw new AssertionError(broken);
    }
  }
}
