package dev.demarc.formats.files;

import dev.demarc.formats.text.Text;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A file inside a report, decoded. */
public record EvidenceFile(@Nullable String fileName, String contentType, byte[] content) {

  private static final int LONGEST_TYPE = 300;

  /** Telling a type takes up to a millisecond. */
  private static final int MOST_LOOKED_AT = 200;

  private static final String NOT_LOOKED_AT =
      "It is one of more than " + MOST_LOOKED_AT + " files: nobody looked at what it is.";

  public static List<Attachment> describe(List<EvidenceFile> files) {
    var described = new ArrayList<Attachment>();
    // the same logo comes in many a mail many times
    var types = new HashMap<String, String>();
    for (var file : files) {
      described.add(file.describe(described.size(), types));
    }
    return described;
  }

  public Attachment describe(int index) {
    return describe(index, new HashMap<>());
  }

  /**
   * @param types what files are that were looked at, by their digests
   */
  private Attachment describe(int index, Map<String, String> types) {
    var digest = sha256();
    boolean looked = index < MOST_LOOKED_AT;
    var detected =
        looked ? types.computeIfAbsent(digest, d -> ContentType.of(content)) : ContentType.UNKNOWN;
    return new Attachment(
        index,
        fileName,
        Text.oneLine(contentType, LONGEST_TYPE),
        detected,
        content.length,
        digest,
        looked ? ContentType.disguise(fileName, contentType, detected) : NOT_LOOKED_AT);
  }

  private String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
