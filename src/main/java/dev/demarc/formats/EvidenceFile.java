package dev.demarc.formats;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A file inside a report, decoded. */
record EvidenceFile(String fileName, String contentType, byte[] content) {

  private static final int LONGEST_TYPE = 300;

  static List<ParsedReport.Attachment> describe(List<EvidenceFile> files) {
    var described = new ArrayList<ParsedReport.Attachment>();
    for (var file : files) {
      described.add(file.describe(described.size()));
    }
    return described;
  }

  ParsedReport.Attachment describe(int index) {
    var detected = ContentType.of(content);
    return new ParsedReport.Attachment(
        index,
        fileName,
        Text.oneLine(contentType, LONGEST_TYPE),
        detected,
        content.length,
        sha256(),
        ContentType.disguise(fileName, contentType, detected));
  }

  private String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
