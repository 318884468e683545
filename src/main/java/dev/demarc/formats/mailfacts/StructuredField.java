package dev.demarc.formats.mailfacts;

import org.jspecify.annotations.Nullable;

/** What structured header fields have in common (RFC 5322 section 3.2): comments and quotes. */
final class StructuredField {

  private StructuredField() {}

  /**
   * The field with each comment replaced by a space; quoted strings stay.
   *
   * @return null where a comment or a quoted string does not end
   */
  static @Nullable String withoutComments(String field) {
    var kept = new StringBuilder(field.length());
    boolean quoted = false;
    int depth = 0;
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      boolean escapes = c == '\\' && (quoted || depth > 0);
      if (escapes && i + 1 == field.length()) {
        return null;
      }
      if (depth == 0 && !quoted && c == ')') {
        return null;
      }
      if (!quoted && c == '(') {
        depth++;
      } else if (depth == 0) {
        quoted ^= c == '"';
        kept.append(c);
        if (escapes) {
          kept.append(field.charAt(i + 1));
        }
      } else if (c == ')' && --depth == 0) {
        kept.append(' ');
      }
      i += escapes ? 1 : 0;
    }
    return quoted || depth > 0 ? null : kept.toString();
  }
}
