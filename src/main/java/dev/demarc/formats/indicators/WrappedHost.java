package dev.demarc.formats.indicators;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A host inside a word as programs write it: {@code sip:user@192.0.2.1:5060} (RFC 3261 section
 * 19.1), {@code outside:192.0.2.1/51544} with the interface and port of Cisco's firewalls, what
 * telephone exchanges write.
 *
 * @param start in the text
 * @param end in the text, exclusive
 */
record WrappedHost(int start, int end) {

  private static final Pattern SIP = Pattern.compile("(?i)sips?:[^\\s@]{1,64}@\\S+");

  /** {@code IPV4/UDP/192.0.2.1/5060}, in Asterisk's security events. */
  private static final Pattern SECURITY_EVENT =
      Pattern.compile("IPV[46]/[A-Z]{2,5}/[0-9a-fA-F.:]{3,45}/\\d{1,5}");

  /** {@code 100@192.0.2.1}: a telephone of an exchange. */
  private static final Pattern EXTENSION = Pattern.compile("\\d{1,12}@\\d{1,3}(?:\\.\\d{1,3}){3}");

  private static final Pattern WITH_INTERFACE =
      Pattern.compile("[A-Za-z][\\w-]{0,30}:[0-9a-fA-F.:]{7,45}/\\d{1,5}");

  private static final Pattern BEFORE_INTERFACE =
      Pattern.compile("(?i)\\b(?:src|dst|from|to|for|[fgl]addr) $");

  private static final Pattern WITH_ENDING =
      Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}(?:/\\d{1,2})?[-:\u2013]\\pL{1,8}");

  private static final int LONGEST_BEFORE = 12;

  /**
   * @param word that begins here in the text
   * @return null where it is no such word
   */
  static @Nullable WrappedHost in(String text, int start, String word) {
    if (word.startsWith("IPV") && SECURITY_EVENT.matches(word)) {
      int host = word.indexOf('/', word.indexOf('/') + 1) + 1;
      return new WrappedHost(start + host, start + word.lastIndexOf('/'));
    }
    if (Character.isDigit(word.charAt(0)) && EXTENSION.matches(word)) {
      return new WrappedHost(start + word.indexOf('@') + 1, start + word.length());
    }
    int colon = word.indexOf(':');
    if (colon <= 0) {
      return null;
    }
    int at = word.lastIndexOf('@');
    if (at > colon && SIP.matches(word)) {
      return new WrappedHost(start + at + 1, start + word.length());
    }
    int slash = word.lastIndexOf('/');
    var before = text.substring(Math.max(0, start - LONGEST_BEFORE), start);
    boolean listed =
        slash > colon && WITH_INTERFACE.matches(word) && BEFORE_INTERFACE.matcher(before).find();
    return listed ? new WrappedHost(start + colon + 1, start + slash) : null;
  }

  /**
   * Where an address ends that a language writes an ending onto, {@code 192.0.2.1-es}, {@code
   * 192.0.2.1:stä}; -1 where the word is none.
   */
  static int endBeforeEnding(String word) {
    boolean ends = Character.isLetter(word.charAt(word.length() - 1));
    if (!ends || !Character.isDigit(word.charAt(0)) || !WITH_ENDING.matches(word)) {
      return -1;
    }
    int mark = word.length();
    while (Character.isLetter(word.charAt(mark - 1))) {
      mark--;
    }
    return mark - 1;
  }
}
