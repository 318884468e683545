package dev.demarc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.subethamail.smtp.client.SMTPException;
import org.subethamail.smtp.client.SmartClient;

/** Sends mails as another mail server does. */
public final class Smtp {

  private Smtp() {}

  public static int send(int port, String from, String to, String mail) throws IOException {
    return send(port, from, to, crlf(mail));
  }

  /**
   * @return 250, or the code of the refusal, whichever command met it
   */
  public static int send(int port, String from, String to, byte[] mail) throws IOException {
    var client = SmartClient.createAndConnect("127.0.0.1", port, "tests.example");
    try {
      client.from(from);
      client.to(to);
      client.dataStart();
      client.dataWrite(mail);
      client.dataEnd();
      return 250;
    } catch (SMTPException refused) {
      return refused.getResponse().getCode();
    } finally {
      client.quit();
    }
  }

  public static byte[] crlf(String mail) {
    return mail.replaceAll("\r?\n", "\r\n").getBytes(StandardCharsets.UTF_8);
  }
}
