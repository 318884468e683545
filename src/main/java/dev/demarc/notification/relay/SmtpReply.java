package dev.demarc.notification.relay;

/**
 * What the relay last said in an exchange, and to what.
 *
 * @param code of RFC 5321; 0 where no answer came that can be read
 * @param words the answer, or why there is none
 */
public record SmtpReply(Phase phase, int code, String words) {

  /** How far an exchange came. */
  public enum Phase {
    CONNECT("the connection"),
    GREETING("the connection, with no greeting"),
    HELLO("EHLO"),
    START_TLS("STARTTLS"),
    SIGN_IN("AUTH"),
    MAIL("MAIL FROM"),
    RCPT("RCPT TO"),
    DATA("DATA"),
    /** The final dot is sent, or about to be. */
    END("the end of the mail");

    final String command;

    Phase(String command) {
      this.command = command;
    }
  }

  boolean answered() {
    return code > 0;
  }

  boolean isOk() {
    return code >= 200 && code < 300;
  }
}
