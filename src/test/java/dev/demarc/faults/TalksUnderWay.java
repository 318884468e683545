package dev.demarc.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A request and a mail of which half has been sent. */
final class TalksUnderWay implements AutoCloseable {

  private static final int MILLIS = 15_000;
  private static final String BODY = "{\"title\":\"half sent\",\"category\":\"spam\"}";

  private static final class Talk implements AutoCloseable {
    private final Socket socket = new Socket();
    private final BufferedReader in;

    Talk(int port) throws IOException {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MILLIS);
      socket.setSoTimeout(MILLIS);
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    void say(String words) throws IOException {
      socket.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
    }

    /** The line that answers; "" where there is none. */
    String hear() {
      try {
        var line = in.readLine();
        while (line != null && line.matches("\\d{3}-.*")) {
          line = in.readLine();
        }
        return line == null ? "" : line;
      } catch (IOException cut) {
        return "";
      }
    }

    String ask(String words) throws IOException {
      say(words + "\r\n");
      return hear();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private final Node node;
  private final Talk request;
  private final Talk mail;

  TalksUnderWay(Node node) throws IOException {
    this.node = node;
    request = new Talk(node.httpPort());
    request.say(
        "POST /api/v1/reports HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
            + Node.API_KEY
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + BODY.length()
            + "\r\n\r\n"
            + BODY.substring(0, 10));
    mail = new Talk(node.smtpPort());
    mail.hear();
    mail.ask("EHLO reporter.example");
    begin(mail);
    mail.ask("DATA");
    mail.say("Subject: half sent\r\n\r\nHalf\r\n");
  }

  private static String begin(Talk talk) throws IOException {
    var answer = talk.ask("MAIL FROM:<a@reporter.example>");
    return answer.startsWith("250") ? talk.ask("RCPT TO:<abuse@demarc.example>") : answer;
  }

  boolean newRequestIsTaken() {
    try (var talk = new Talk(node.httpPort())) {
      talk.say("GET /q/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
      return talk.hear().contains(" 200");
    } catch (IOException refused) {
      return false;
    }
  }

  boolean newMailIsTaken() {
    try (var talk = new Talk(node.smtpPort())) {
      return talk.hear().startsWith("220") && begin(talk).startsWith("250");
    } catch (IOException refused) {
      return false;
    }
  }

  boolean requestIsFinished() throws IOException {
    try {
      request.say(BODY.substring(10));
    } catch (IOException cut) {
      return false;
    }
    return request.hear().matches("HTTP/1.1 20\\d.*");
  }

  boolean mailIsFinished() {
    try {
      return mail.ask("\r\n.").startsWith("250");
    } catch (IOException cut) {
      return false;
    }
  }

  boolean nextMailIsRefused() {
    try {
      return begin(mail).startsWith("421");
    } catch (IOException cut) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    request.close();
    mail.close();
  }
}
