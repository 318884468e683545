package dev.demarc.http;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Speaks HTTP/1.1 byte by byte, for what no client library sends. */
final class RawHttp {

  private static final int PATIENCE_MS = 10_000;

  /**
   * @param status 0 where the connection was closed without an answer
   */
  record Answer(int status, String text) {}

  private RawHttp() {}

  static String host() {
    return "localhost:" + RestAssured.port;
  }

  /**
   * A request without a body.
   *
   * @param headers each ended by CRLF
   */
  static Answer send(String verb, String target, String headers) throws IOException {
    return say(
        verb
            + " "
            + target
            + " HTTP/1.1\r\nHost: "
            + host()
            + "\r\n"
            + headers
            + (verb.equals("GET") ? "" : "Content-Length: 0\r\n")
            + "Connection: close\r\n\r\n");
  }

  /** Bytes as Latin-1; the first answer to them. */
  static Answer say(String bytes) throws IOException {
    try (var socket = new Socket("localhost", RestAssured.port)) {
      socket.setSoTimeout(PATIENCE_MS);
      socket.setTcpNoDelay(true);
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      var text = new String(read(socket), StandardCharsets.UTF_8);
      return new Answer(
          text.startsWith("HTTP/1.") ? Integer.parseInt(text.substring(9, 12)) : 0, text);
    }
  }

  /** Bytes as Latin-1; all that comes back until the server closes the connection. */
  static String converse(String bytes) throws IOException {
    try (var socket = new Socket("localhost", RestAssured.port)) {
      socket.setSoTimeout(PATIENCE_MS);
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The head and what came with it: a refused connection is kept open for a moment longer. */
  private static byte[] read(Socket socket) throws IOException {
    var buffer = new byte[64 * 1024];
    int length = 0;
    while (length < buffer.length) {
      int n = socket.getInputStream().read(buffer, length, buffer.length - length);
      if (n < 0) {
        break;
      }
      length += n;
      if (new String(buffer, 0, length, StandardCharsets.ISO_8859_1).contains("\r\n\r\n")) {
        break;
      }
    }
    return java.util.Arrays.copyOf(buffer, length);
  }
}
