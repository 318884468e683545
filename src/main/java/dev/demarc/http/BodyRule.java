package dev.demarc.http;

import dev.demarc.intake.Intake;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a body may be at the address that it is sent to.
 *
 * @param most bytes
 * @param tooLarge what its sender is told past them
 * @param isOpen whether it is taken from whoever sends it, because what it holds is the proof
 *     (password or signature), or because no proof is asked for
 * @param isOfFiles whether it is one with files, from anybody: such are taken few at a time, within
 *     a budget of their own, and only where somebody is asked first
 */
record BodyRule(long most, String tooLarge, boolean isOpen, boolean isOfFiles) {

  private static final BodyRule SIGN_IN = form(8, true);
  private static final BodyRule PUBLIC = form(128, true);
  private static final BodyRule FORM = form(256, false);

  /** Files of strangers, and what a form adds to them. */
  private static final BodyRule PUBLIC_FILES =
      new BodyRule(
          25_000_000 + PUBLIC.most(),
          "Files may have 25 MB together. Go back, where what you typed still stands, and take out"
              + " the largest ones; or send them by mail.",
          true,
          true);

  /** A pasted mail, matrix or list as a field of a form, percent-encoded. */
  private static final BodyRule PASTE = form(8 << 10, false);

  /** Files of a reply, and what a form adds to them. */
  private static final BodyRule REPLY_FILES =
      new BodyRule(8 << 20, "The files of a reply may have at most 7 MiB together.", false);

  private static final BodyRule NONE =
      new BodyRule(0, "Nothing is taken here; send the request without a body.", false);

  private static final BodyRule SNS =
      new BodyRule(1 << 20, "A message of SNS may have at most 1 MiB (1,048,576 bytes).", true);

  private static final BodyRule AWS_API =
      new BodyRule(5 << 20, "A request may have at most 5 MB.", false);

  private static final BodyRule API =
      new BodyRule(
          Intake.MAX_BYTES,
          "A body may have at most 25 MiB (26,214,400 bytes); many reports at once go as NDJSON or"
              + " CSV, which may have 256 MiB.",
          false);

  private static final BodyRule MANY_REPORTS =
      new BodyRule(
          256L << 20,
          "A body may have at most 256 MiB (268,435,456 bytes); send the rest in another request.",
          false);

  /** Pages with a field for text that somebody else wrote. */
  private static final Set<String> PASTED_AT =
      Set.of("/responsibility", "/inventory", "/reports", "/routing");

  private BodyRule(long most, String tooLarge, boolean isOpen) {
    this(most, tooLarge, isOpen, false);
  }

  /**
   * @param path as it is routed
   * @param contentType null where there is none
   * @param length bytes, as the sender says; less than 0 where they do not
   */
  static BodyRule of(String path, @Nullable String contentType, long length) {
    return switch (PathKind.of(path)) {
      case SIGN_IN -> SIGN_IN;
      case PUBLIC ->
          // a form that has no file in it is as short as one that could have none
          isMultipart(contentType) && (length < 0 || length > PUBLIC.most())
              ? PUBLIC_FILES
              : PUBLIC;
      case SNS -> SNS;
      case AWS_API -> AWS_API;
      case API -> isOfManyReports(path, contentType) ? MANY_REPORTS : API;
      case CONSOLE ->
          path.matches("/cases/[^/]+/reply-files/?")
              ? REPLY_FILES
              : PASTED_AT.stream().anyMatch(at -> isBelow(path, at)) ? PASTE : FORM;
      case OPERATION, STATIC -> NONE;
    };
  }

  /** Whether it is a form that files are uploaded with. */
  static boolean takesFiles(String path) {
    return path.matches("/cases/[^/]+/reply-files/?|/report-abuse/?|/report-abuse/[^/]+/files/?");
  }

  static boolean isMultipart(@Nullable String contentType) {
    return contentType != null
        && contentType.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
  }

  private static boolean isOfManyReports(String path, @Nullable String contentType) {
    var media = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
    return path.matches("/api/v1/inventory/imports/?")
        || path.matches("/api/v1/reports/?")
            && (media.startsWith("text/csv")
                || media.startsWith("application/x-ndjson")
                || media.startsWith("application/jsonl"));
  }

  private static boolean isBelow(String path, String parent) {
    return path.equals(parent) || path.startsWith(parent + "/");
  }

  private static BodyRule form(int kibibytes, boolean isOpen) {
    return new BodyRule(
        (long) kibibytes << 10,
        "This form may have at most " + kibibytes + " KiB; shorten what you typed.",
        isOpen);
  }
}
