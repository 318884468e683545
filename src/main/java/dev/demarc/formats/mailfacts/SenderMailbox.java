package dev.demarc.formats.mailfacts;

import com.google.re2j.Pattern;
import dev.demarc.formats.mime.HeaderFields;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The one mailbox of a mail's one From field (RFC 5322 sections 3.4 and 3.6.2, RFC 6532), read
 * strictly: what could be read as two senders, by us or by the server that checked the mail, is
 * nobody's.
 */
final class SenderMailbox {

  private static final int LONGEST_FIELD = 2_000;
  private static final int LONGEST_ADDRESS = 254;

  private static final String ATOM = "[\\pL\\pN\\pM!#$%&'*+/=?^_`{|}~-]+";
  private static final String ADDRESS =
      ATOM + "(?:\\." + ATOM + ")*@" + ATOM + "(?:\\." + ATOM + ")*";

  /** Dots in a name are an obsolete form that half the world writes, and name no second sender. */
  private static final String WORD =
      "(?:[\\pL\\pN\\pM!#$%&'*+/=?^_`{|}~.\\x{80}-\\x{10FFFF}-]+|\"(?:[^\"\\\\]|\\\\.)*\")";

  private static final Pattern MAILBOX =
      Pattern.compile("\\s*(?:(?:" + WORD + "\\s*)*<(" + ADDRESS + ")>|(" + ADDRESS + "))\\s*");

  private SenderMailbox() {}

  /**
   * @return the address with its domain in lower case; null where there is not exactly one
   */
  static @Nullable String of(HeaderFields headers) {
    var fields = headers.allRaw("From");
    if (fields.size() != 1 || headers.isCut() || fields.get(0).length() > LONGEST_FIELD) {
      return null;
    }
    var field = fields.get(0);
    if (field.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
      return null;
    }
    var bare = StructuredField.withoutComments(field);
    var found = bare == null ? null : MAILBOX.matcher(bare);
    if (found == null || !found.matches()) {
      return null;
    }
    var address = found.group(1) == null ? found.group(2) : found.group(1);
    return isEncodedWord(address) || address.length() > LONGEST_ADDRESS ? null : lower(address);
  }

  /** An encoded word is text that some programs decode and others do not (RFC 2047 section 5). */
  private static boolean isEncodedWord(String address) {
    return address.contains("=?") || address.contains("?=");
  }

  private static String lower(String address) {
    int at = address.lastIndexOf('@');
    return address.substring(0, at) + address.substring(at).toLowerCase(Locale.ROOT);
  }
}
