package dev.demarc.ops;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** Announces a body and sends it as slowly as it likes, from another address than other tests. */
final class SlowSender implements AutoCloseable {

  private final Socket socket;

  SlowSender(String head) throws IOException {
    socket =
        new Socket(
            InetAddress.getByName("127.0.0.1"),
            RestAssured.port,
            InetAddress.getByName("127.0.0.2"),
            0);
    socket.setSoTimeout(15_000);
    socket.setTcpNoDelay(true);
    send(head.replace("\n", "\r\n"));
  }

  /** Of a message of Amazon SNS. */
  static SlowSender toSns() throws IOException {
    return new SlowSender(
        "POST /api/v1/sns HTTP/1.1\nHost: localhost\nContent-Type: text/plain\n"
            + "x-amz-sns-message-type: Notification\nContent-Length: 1000\n\n{");
  }

  /** Of many reports, with a key. */
  static SlowSender ofReports() throws IOException {
    return new SlowSender(
        "POST /api/v1/reports HTTP/1.1\nHost: localhost\nContent-Type: application/x-ndjson\n"
            + "Authorization: Bearer test-key\nContent-Length: 100000000\n\n{");
  }

  void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  boolean isAnswered() throws IOException {
    return socket.getInputStream().available() > 0;
  }

  /** All that comes until the server hangs up. */
  String answer() throws IOException {
    var answer = new StringBuilder();
    try {
      for (int c = socket.getInputStream().read(); c >= 0; c = socket.getInputStream().read()) {
        answer.append((char) c);
      }
    } catch (SocketException reset) {
      // what was sent before it is all there is
    }
    return answer.toString();
  }

  /** The same, while a byte is sent now and then. */
  String answerWhileSending() throws IOException, InterruptedException {
    for (int i = 0; i < 100 && !isAnswered(); i++) {
      send("x");
      Thread.sleep(150);
    }
    return answer();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
