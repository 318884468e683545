package dev.demarc.notification.relay;

import dev.demarc.notification.ReplyFiles;
import dev.demarc.shared.Problem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file of the desk's own that is to go out with a reply.
 *
 * @param name as the reader sees it: the last part of a path, without what a header or a file
 *     system could take for something else
 * @param contentType as whoever adds it says; {@code application/octet-stream} where that is none,
 *     or one of a part that holds others: such a one may not be in Base64 (RFC 2045 section 6.4),
 *     and a receiver would read it as a mail or a bounce of ours
 */
public record NewFile(String name, String contentType, byte[] content) {

  private static final int LONGEST_NAME = 150;
  private static final Pattern MEDIA_TYPE =
      Pattern.compile(
          "[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,60}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,80}");

  private static final Pattern COMPOSITE = Pattern.compile("(?i)(multipart|message)/");

  public NewFile(@Nullable String name, @Nullable String contentType, byte[] content) {
    this.name = plain(name == null ? "" : name);
    var type = contentType == null ? "" : contentType.replaceFirst(";.*", "").strip();
    boolean plain = MEDIA_TYPE.matcher(type).matches() && !COMPOSITE.matcher(type).lookingAt();
    this.contentType = plain ? type : "application/octet-stream";
    this.content = content;
    if (content.length == 0) {
      throw Problem.invalid("attachments", this.name + " is empty");
    }
    if (content.length > ReplyFiles.MOST_BYTES) {
      throw Problem.invalid("attachments", ReplyFiles.TOO_LARGE);
    }
  }

  private static String plain(String name) {
    var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    var kept = new StringBuilder();
    last.codePoints()
        .limit(LONGEST_NAME)
        .map(c -> Character.isLetterOrDigit(c) || " -_.()+,=@".indexOf(c) >= 0 ? c : '_')
        .forEach(kept::appendCodePoint);
    var trimmed = kept.toString().replaceAll("^[. ]+", "").strip();
    return trimmed.isEmpty() ? "unnamed" : trimmed;
  }
}
