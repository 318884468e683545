package dev.demarc.console;

/** What somebody pasted as a report: JSON and mails show themselves by how they begin. */
public final class PastedReport {

  private PastedReport() {}

  /** The content type to read it by. */
  public static String contentType(String pasted) {
    var start = pasted.stripLeading();
    if (start.startsWith("{")) {
      return "application/json";
    }
    int end = start.indexOf('\n');
    var first = end < 0 ? "" : start.substring(0, end);
    return first.matches("[A-Za-z-]{2,40}: .{0,900}\r?") ? "message/rfc822" : "text/plain";
  }
}
