package dev.demarc.formats.mailfacts;

import com.google.re2j.Pattern;
import dev.demarc.shared.EmailAddress;
import org.jspecify.annotations.Nullable;

/** Addresses at which programs are, and nobody reads what is sent there. */
public final class UnreadAddress {

  private static final Pattern NEVER_READ =
      Pattern.compile(
          "(?i)^(mailer-?daemon|post_?master|(.*[-_.+])?(no|do-?not|never)[-_.]?reply([-_.+].*)?"
              + "|auto-?reports?|bounces?([-_.+].*)?|.*-bounces?([-_.+].*)?"
              + "|auto-?(reply|responder)|nobody|root|cron|daemon|www-data|nagios|zabbix)@");

  /** Of lists: RFC 3834 section 2 names the first and the last. */
  private static final Pattern OF_LIST =
      Pattern.compile("(?i)^(owner-.*|.*-owner|.*-request|majordomo|listserv|mailman)@");

  /** What servers that forward mail put in the place of a sender, a person mostly (SRS). */
  private static final Pattern REWRITTEN = Pattern.compile("(?i)^(srs[01][=+-]|bounces?\\+srs=)");

  private UnreadAddress() {}

  static boolean isNeverRead(String address) {
    return NEVER_READ.matcher(address).find();
  }

  /**
   * Whether a mail goes back to a program where it cannot be delivered: to one that nobody reads,
   * or to a list. Who writes under such a name and has the mail come back to it is a person.
   *
   * @param to where it goes back to: the sender of its envelope, or its Sender field
   * @param from whom it says that it is from
   */
  public static boolean isReturnedToProgram(String to, @Nullable String from) {
    return !REWRITTEN.matcher(to).find()
        && (isNeverRead(to) || OF_LIST.matcher(to).find() && !isSame(to, from));
  }

  private static boolean isSame(String one, @Nullable String other) {
    return EmailAddress.of(one)
        .flatMap(a -> EmailAddress.of(other).filter(b -> a.compared().equals(b.compared())))
        .isPresent();
  }
}
