package dev.demarc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection on which text is spoken, line by line. */
final class Line implements AutoCloseable {

  private final Socket socket;
  private final BufferedReader answers;

  Line(int port) throws IOException {
    socket = new Socket("localhost", port);
    socket.setSoTimeout(10_000);
    answers =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  void say(String words) throws IOException {
    socket.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  /** A line of SMTP, or the first one of an HTTP answer, behind the body of the one before. */
  String answer() throws IOException {
    String line = answers.readLine();
    while (line != null && !line.matches("(.*HTTP/1.1 )?[0-9]{3}[ -].*")) {
      line = answers.readLine();
    }
    return String.valueOf(line);
  }

  /** What comes until the connection is closed. */
  String rest() throws IOException {
    var rest = new StringBuilder();
    String line;
    while ((line = answers.readLine()) != null) {
      rest.append(line).append('\n');
    }
    return rest.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
