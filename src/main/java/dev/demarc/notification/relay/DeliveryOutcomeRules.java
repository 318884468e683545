package dev.demarc.notification.relay;

import com.google.re2j.Pattern;
import dev.demarc.notification.relay.SmtpReply.Phase;
import java.util.Set;

/**
 * Tells from the relay's last answer what became of a mail. What goes wrong before RCPT TO is the
 * relay's or its configuration's doing and concerns all mails; from there on it is this mail's.
 */
public final class DeliveryOutcomeRules {

  public enum Verdict {
    TAKEN,
    /** For good: trying again changes nothing. */
    REFUSED,
    /** For now. */
    DEFERRED,
    /** The connection ended within the mail; it was not taken. */
    BROKEN_OFF,
    /** The mail was sent whole, and no answer came: it may have been taken. */
    UNCONFIRMED,
    /** Too many connections, or closing down (421). */
    BUSY,
    /** The relay cannot be reached or used by any mail. */
    RELAY_FAILS
  }

  private static final int SERVICE_NOT_AVAILABLE = 421;
  private static final int TOO_BIG = 552;

  /** RFC 4954: sign-in or encryption is missing. */
  private static final Set<Integer> SIGN_IN_WANTED = Set.of(530, 534, 535, 538);

  /** The exchange is out of step: commands unknown or in the wrong order. */
  private static final Set<Integer> OUT_OF_STEP = Set.of(500, 502, 503, 504);

  /**
   * The relay does not know us, and may tomorrow; what it says of the recipient has other words.
   */
  private static final Pattern RELAYING_DENIED =
      Pattern.compile(
          "(?i)relay(ing)?( access)? (denied|not permitted|not allowed)|unable to relay");

  private DeliveryOutcomeRules() {}

  public static Verdict verdict(SmtpReply reply) {
    int code = reply.code();
    if (reply.phase() == Phase.END && reply.isOk()) {
      return Verdict.TAKEN;
    }
    if (code == SERVICE_NOT_AVAILABLE) {
      return Verdict.BUSY;
    }
    boolean refusal = code >= 400 && code < 600;
    if (reply.phase() == Phase.END && !refusal) {
      return Verdict.UNCONFIRMED;
    }
    if (SIGN_IN_WANTED.contains(code)) {
      return Verdict.RELAY_FAILS;
    }
    if (reply.phase().compareTo(Phase.RCPT) < 0) {
      return reply.phase() == Phase.MAIL && code == TOO_BIG ? Verdict.REFUSED : Verdict.RELAY_FAILS;
    }
    if (!refusal) {
      return Verdict.BROKEN_OFF;
    }
    boolean permanent =
        code >= 500
            && !OUT_OF_STEP.contains(code)
            && !RELAYING_DENIED.matcher(reply.words()).find();
    return permanent ? Verdict.REFUSED : Verdict.DEFERRED;
  }
}
