package dev.demarc.formats.indicators;

import com.google.re2j.Pattern;

/**
 * Lines of a log in which a program let somebody in: sshd, Dovecot, Postfix, Exim, FTP servers.
 * Among the lines of an attack they tell of the owner's own people, or of a longer address that
 * merely contains the one that was searched for. Where nothing else is accused, it may be the
 * intruder.
 */
final class AcceptedLogin {

  private static final int LONGEST = 400;

  private static final Pattern LINE =
      Pattern.compile(
          "\\bAccepted"
              + " (?:password|publickey|keyboard-interactive\\S{0,20}|gssapi\\S{0,20}|hostbased)"
              + " for \\S|\\b(?:imap|pop3|managesieve|submission|lmtp)-login: Login:"
              + " |\\bclient=\\S{1,260}, sasl_(?:method|username)=|<= \\S{1,320} H=.{1,300}"
              + " A=\\w{2,30}:\\S|\\bOK LOGIN: Client\\b|\\) - USER \\S{1,60}: Login"
              + " successful|\\[INFO\\] \\S{1,60} is now logged in");

  private AcceptedLogin() {}

  /** Whether what stands here is in such a line. */
  static boolean is(String text, int start, int end) {
    int from = start;
    while (from > 0 && text.charAt(from - 1) != '\n') {
      if (start - from > LONGEST) {
        return false;
      }
      from--;
    }
    int to = end;
    int most = Math.min(text.length(), end + LONGEST);
    while (to < most && text.charAt(to) != '\n') {
      to++;
    }
    return LINE.matcher(text.substring(from, to)).find();
  }
}
