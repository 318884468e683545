package dev.demarc.http;

import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks for (RFC 9112, section 3.2), as long as it can be read in one way only. A
 * proxy, a guard and the router may each decode, cut or resolve a path before they look at it; so
 * whatever comes out differently then is refused before any of them sees it.
 *
 * @param authority of a target in absolute form; null for the ordinary one that starts with a slash
 * @param path as it was sent, starting with a slash
 * @param query as it was sent; null where there is none
 */
public record RequestTarget(@Nullable String authority, String path, @Nullable String query) {

  private static final Pattern ABSOLUTE =
      Pattern.compile("(?i)https?://(?<authority>[^/?#]+)(?<rest>[/?].*|)");

  /** Characters that mean something to a path and are therefore not its data, encoded or not. */
  private static final String STRUCTURAL = "/\\;?#";

  /** Never in need of encoding (RFC 3986, section 2.3), but for the tilde, which some still do. */
  private static final Pattern UNRESERVED = Pattern.compile("[A-Za-z0-9._-]");

  /**
   * @throws Problem BAD_REQUEST where two readers could take it for two things
   */
  public static RequestTarget of(String target) {
    String authority = null;
    var rest = target == null ? "" : target;
    var absolute = ABSOLUTE.matcher(rest);
    if (absolute.matches()) {
      authority = absolute.group("authority");
      rest =
          absolute.group("rest").startsWith("/")
              ? absolute.group("rest")
              : "/" + absolute.group("rest");
    }
    require(rest.startsWith("/"), "The target must be a path that starts with '/'.");
    require(
        rest.chars().allMatch(c -> c > 0x20 && c < 0x7f),
        "The target holds characters that must be percent-encoded as UTF-8.");
    require(rest.indexOf('#') < 0, "The target must not hold a fragment ('#').");
    int mark = rest.indexOf('?');
    var path = mark < 0 ? rest : rest.substring(0, mark);
    var query = mark < 0 ? null : rest.substring(mark + 1);
    checkPath(path);
    if (query != null) {
      require(decoded(query).indexOf('\0') < 0, "The query must not hold a NUL character.");
    }
    return new RequestTarget(authority, path, query);
  }

  private static void checkPath(String path) {
    require(!path.contains("//"), "The path must not hold an empty segment ('//').");
    require(path.indexOf('\\') < 0, "The path must not hold a backslash.");
    require(path.indexOf(';') < 0, "The path must not hold ';': no address here has parameters.");
    for (var segment : path.substring(1).split("/", -1)) {
      var text = decoded(segment);
      require(
          !text.equals(".") && !text.equals(".."), "The path must not hold '.' or '..' segments.");
      require(
          text.chars().noneMatch(c -> STRUCTURAL.indexOf(c) >= 0),
          "The path must not hold an encoded '/', '\\', ';', '?' or '#'.");
      require(
          text.chars().noneMatch(Character::isISOControl),
          "The path must not hold control characters.");
      checkEncoding(segment);
    }
  }

  private static void checkEncoding(String segment) {
    for (int at = segment.indexOf('%'); at >= 0; at = segment.indexOf('%', at + 3)) {
      var encoded = String.valueOf((char) Integer.parseInt(segment, at + 1, at + 3, 16));
      require(
          !UNRESERVED.matcher(encoded).matches(),
          "The path must not encode letters, digits, '.', '_' or '-': send '" + encoded + "'.");
      require(
          !encoded.equals("%") || !segment.substring(at + 3).matches("(?s)[0-9A-Fa-f]{2}.*"),
          "The path is percent-encoded twice.");
    }
  }

  /** Percent-encoding undone once. */
  private static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    var bytes = new byte[text.length()];
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != '%') {
        bytes[length++] = (byte) text.charAt(i);
        continue;
      }
      int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
      require(high >= 0 && low >= 0, "A '%' must be followed by two hexadecimal digits.");
      bytes[length++] = (byte) (high << 4 | low);
      i += 2;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(Arrays.copyOf(bytes, length)))
          .toString();
    } catch (CharacterCodingException e) {
      throw refused("What is percent-encoded must be valid UTF-8.");
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw refused(otherwise);
    }
  }

  private static Problem refused(String detail) {
    return new Problem(ProblemType.BAD_REQUEST, detail);
  }
}
