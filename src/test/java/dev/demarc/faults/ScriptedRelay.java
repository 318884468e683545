package dev.demarc.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A mail relay (RFC 5321) that is slow, silent or refuses as it is told, and keeps what it took.
 */
final class ScriptedRelay implements AutoCloseable {

  /** One mail that it took: from the final dot on a relay is responsible for it. */
  record Taken(String messageId, String recipient, String subject, String text) {}

  private final ServerSocket listening;
  private final List<Taken> taken = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  /** Before each answer, the greeting too. */
  volatile long slowMillis;

  /** Connections are accepted, and nothing is said to them. */
  volatile boolean hangs;

  /** So many mails yet are taken, and the connection closed without an answer. */
  final AtomicInteger breaks = new AtomicInteger();

  /** More connections at a time are told 421. */
  volatile int mostConnections = Integer.MAX_VALUE;

  /** Whether STARTTLS is offered, and answered 454. */
  volatile boolean offersBrokenTls;

  /** The answer to a mail after its final dot; null takes it. */
  volatile Function<Taken, String> verdict = mail -> null;

  ScriptedRelay() throws IOException {
    listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    Daemon.start("relay", this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  List<Taken> taken() {
    return taken;
  }

  /** How many connections and mails were refused. */
  int refused() {
    return refused.get();
  }

  /** Slow, silent and refusing no more; connections that hang are closed. */
  void becomeWell() throws IOException {
    slowMillis = 0;
    mostConnections = Integer.MAX_VALUE;
    offersBrokenTls = false;
    verdict = mail -> null;
    breaks.set(0);
    if (hangs) {
      hangs = false;
      for (var socket : sockets) {
        socket.close();
      }
    }
  }

  private void accept() throws IOException {
    while (true) {
      var socket = listening.accept();
      sockets.add(socket);
      Daemon.start("relay", () -> serve(socket));
    }
  }

  private void serve(Socket socket) throws IOException {
    int now = connections.incrementAndGet();
    try (socket) {
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      var out = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.ISO_8859_1);
      if (now > mostConnections) {
        refused.incrementAndGet();
        say(out, "421 4.7.0 too many connections");
        return;
      }
      say(out, "220 relay.example ESMTP");
      talk(in, out);
    } finally {
      connections.decrementAndGet();
      sockets.remove(socket);
    }
  }

  private void talk(BufferedReader in, Writer out) throws IOException {
    String recipient = "";
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      var command = line.toUpperCase(Locale.ROOT);
      if (command.startsWith("EHLO")) {
        say(out, offersBrokenTls ? "250-relay.example\r\n250 STARTTLS" : "250 relay.example");
      } else if (command.startsWith("STARTTLS")) {
        refused.incrementAndGet();
        say(out, "454 4.7.0 TLS not available");
      } else if (command.startsWith("RCPT")) {
        recipient = line.replaceAll("(?i)^RCPT TO:\\s*<([^>]*)>.*", "$1");
        say(out, "250 2.1.5 ok");
      } else if (command.startsWith("DATA")) {
        say(out, "354 go on");
        if (!takes(read(in, recipient), out)) {
          return;
        }
      } else if (command.startsWith("QUIT")) {
        say(out, "221 2.0.0 bye");
        return;
      } else {
        say(out, "250 2.0.0 ok");
      }
    }
  }

  private Taken read(BufferedReader in, String recipient) throws IOException {
    var text = new StringBuilder();
    var line = in.readLine();
    while (line != null && !line.equals(".")) {
      text.append(line).append('\n');
      line = in.readLine();
    }
    if (line == null) {
      throw new IOException("the client hung up within a mail");
    }
    // header lines that are folded, and lines that quoted-printable broke
    var whole = text.toString().replace("\n ", " ").replace("=\n", "");
    return new Taken(header(whole, "Message-ID"), recipient, header(whole, "Subject"), whole);
  }

  private static String header(String mail, String name) {
    return mail.lines()
        .takeWhile(line -> !line.isEmpty())
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  private boolean takes(Taken mail, Writer out) throws IOException {
    var refusal = verdict.apply(mail);
    if (refusal != null) {
      refused.incrementAndGet();
      say(out, refusal);
      return true;
    }
    taken.add(mail);
    if (breaks.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      return false;
    }
    say(out, "250 2.0.0 taken");
    return true;
  }

  private void say(Writer out, String line) throws IOException {
    while (hangs) {
      Wait.millis(100);
    }
    // in small steps: who is slow now may be quick in a moment
    for (long waited = 0; waited < slowMillis; waited += 100) {
      Wait.millis(100);
    }
    out.write(line + "\r\n");
    out.flush();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (var socket : sockets) {
      socket.close();
    }
  }
}
