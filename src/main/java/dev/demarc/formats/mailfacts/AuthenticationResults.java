package dev.demarc.formats.mailfacts;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One Authentication-Results field (RFC 8601 section 2.2): what a receiving server found out about
 * who sent a mail.
 *
 * @param server the authserv-id, in lower case
 */
record AuthenticationResults(String server, List<Result> results) {

  /**
   * @param properties by {@code ptype.property}, all in lower case
   */
  record Result(String method, String result, Map<String, String> properties) {

    String property(String name) {
      return properties.getOrDefault(name, "");
    }
  }

  private static final int LONGEST = 8_192;
  private static final Pattern SERVER = Pattern.compile("\\s*([^\\s;=\"]+)(?:\\s+\\d+)?\\s*");
  private static final Pattern EQUALS = Pattern.compile("\\s*=\\s*");
  private static final Pattern METHOD =
      Pattern.compile("\\s*([A-Za-z0-9-]+)(?:\\s*/\\s*\\d+)?=([A-Za-z0-9-]+)");
  private static final Pattern PROPERTY =
      Pattern.compile("\\s+(?:(reason|[A-Za-z0-9-]+\\.[A-Za-z0-9_-]+)=)?(\"[^\"]*\"|[^\\s\";]+)");

  /** Empty where it is not written as the standard says. */
  static Optional<AuthenticationResults> parse(String field) {
    var bare = field.length() > LONGEST ? null : StructuredField.withoutComments(field);
    if (bare == null) {
      return Optional.empty();
    }
    var pieces = pieces(bare);
    var server = SERVER.matcher(pieces.get(0));
    if (!server.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new AuthenticationResults(
            server.group(1).toLowerCase(Locale.ROOT),
            pieces.stream().skip(1).flatMap(piece -> result(piece).stream()).toList()));
  }

  /** A semicolon within quotes separates nothing. */
  private static List<String> pieces(String bare) {
    var pieces = new ArrayList<String>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < bare.length(); i++) {
      quoted ^= bare.charAt(i) == '"';
      if (bare.charAt(i) == ';' && !quoted) {
        pieces.add(bare.substring(start, i));
        start = i + 1;
      }
    }
    pieces.add(bare.substring(start));
    return pieces;
  }

  private static Optional<Result> result(String piece) {
    var text = EQUALS.matcher(piece).replaceAll("=");
    var method = METHOD.matcher(text);
    if (!method.lookingAt()) {
      return Optional.empty();
    }
    var properties = new HashMap<String, String>();
    var property = PROPERTY.matcher(text.substring(method.end()));
    while (property.find()) {
      var name = property.group(1);
      var value = property.group(2).replace("\"", "").toLowerCase(Locale.ROOT);
      if (name != null && properties.putIfAbsent(name.toLowerCase(Locale.ROOT), value) != null) {
        return Optional.empty(); // said twice, it says nothing
      }
    }
    return Optional.of(
        new Result(
            method.group(1).toLowerCase(Locale.ROOT),
            method.group(2).toLowerCase(Locale.ROOT),
            Map.copyOf(properties)));
  }
}
