package dev.demarc.publicform;

import dev.demarc.formats.Submission;
import dev.demarc.formats.files.EvidenceFile;
import dev.demarc.formats.form.MultipartForm;
import dev.demarc.formats.mime.MailPart;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A form that a browser sent with files (RFC 7578), taken apart by the reader that takes reports
 * apart: whatever the bytes are, it takes what there is.
 *
 * @param fields the first of each name
 */
record UploadedForm(Map<String, String> fields, List<EvidenceFile> files) {

  /** What a person chooses by hand; more come in an archive. */
  static final int MOST_FILES = 10;

  /** Together. */
  static final int MOST_BYTES = 25_000_000;

  private static final int LONGEST_NAME = 150;

  /**
   * @param contentType null where none was said: then it is no form, and empty
   * @param body null where none came
   */
  static UploadedForm of(@Nullable String contentType, byte @Nullable [] body) {
    if (contentType == null) {
      return new UploadedForm(Map.of(), List.of());
    }
    var raw = body == null ? new byte[0] : body;
    var parts = MultipartForm.parts(new Submission(raw, contentType, Instant.EPOCH)).parts;
    var fields = new HashMap<String, String>();
    parts.stream()
        .filter(part -> !isFile(part))
        .forEach(
            part -> {
              var name = part.dispositionParameters.get("name");
              if (name != null) {
                fields.putIfAbsent(name, part.text());
              }
            });
    return new UploadedForm(
        fields,
        parts.stream()
            .filter(part -> isFile(part) && part.content.length > 0)
            .map(UploadedForm::file)
            .toList());
  }

  private static boolean isFile(MailPart part) {
    return part.dispositionParameters.containsKey("filename");
  }

  private static EvidenceFile file(MailPart part) {
    var name = part.fileName() == null ? "" : part.fileName().replaceAll("[\\p{Cntrl}\"]", "_");
    var shown = name.isBlank() ? "file" : name.strip();
    var file =
        new EvidenceFile(
            shown.length() > LONGEST_NAME ? shown.substring(0, LONGEST_NAME) : shown,
            part.mimeType,
            part.content);
    return isUnsaid(file) && file.describe(0).detectedType().startsWith("text/plain")
        ? new EvidenceFile(file.fileName(), "text/plain", file.content())
        : file;
  }

  /** Browsers know no type of many a log, and what is said to be text is read. */
  private static boolean isUnsaid(EvidenceFile file) {
    return file.contentType().equals("application/octet-stream");
  }

  /** What is wrong with the files, for whoever sent them. */
  Optional<String> complaint() {
    if (files.size() > MOST_FILES) {
      return Optional.of(
          "At most " + MOST_FILES + " files at a time; choose them again, or pack them into one.");
    }
    long bytes = files.stream().mapToLong(file -> file.content().length).sum();
    return bytes > MOST_BYTES
        ? Optional.of("They have more than 25 MB together; choose fewer, or send them by mail.")
        : Optional.empty();
  }
}
