package dev.demarc.notification;

import dev.demarc.CertificateResource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLSocket;

/**
 * An SMTP server (RFC 5321) on the loopback address that answers what it is told to and keeps the
 * Message-IDs of the mails it took. Its commands are GREETING, EHLO, STARTTLS, AUTH, MAIL, RCPT,
 * DATA and END, which is the final dot.
 */
final class ScriptedRelay implements AutoCloseable {

  /** In place of an answer: there is none. */
  static final String SILENCE = "silence";

  /** In place of an answer: the connection ends. */
  static final String HANG_UP = "hang up";

  /** In place of an answer to END: the mail is taken, and the connection ends. */
  static final String TAKE_AND_HANG_UP = "take and hang up";

  /** In place of an answer: a line of it every few moments, without an end. */
  static final String TRICKLE = "trickle";

  private final ServerSocket listening;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Map<String, String> always = new ConcurrentHashMap<>();
  private final Map<String, Deque<String>> next = new ConcurrentHashMap<>();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<String> taken = new CopyOnWriteArrayList<>();
  private final List<String> mails = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();

  /** More than these get 421. */
  volatile int connectionsAtMost = Integer.MAX_VALUE;

  volatile List<String> extensions = List.of("8BITMIME");

  ScriptedRelay() throws IOException {
    this(ServerSocketFactory.getDefault());
  }

  ScriptedRelay(ServerSocketFactory sockets) throws IOException {
    listening = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(
        () -> {
          while (true) {
            var socket = listening.accept();
            connections.incrementAndGet();
            daemon(() -> talk(socket));
          }
        });
  }

  int port() {
    return listening.getLocalPort();
  }

  /** To each such command from now on. */
  ScriptedRelay answers(String command, String reply) {
    always.put(command, reply);
    return this;
  }

  /** To the next such commands, once each. */
  ScriptedRelay answersNext(String command, String... replies) {
    next.computeIfAbsent(command, c -> new ArrayDeque<>()).addAll(List.of(replies));
    return this;
  }

  /** The Message-IDs of the mails it took, as often as it did. */
  List<String> taken() {
    return List.copyOf(taken);
  }

  /** Everything that it was told to take, head and body. */
  List<String> mails() {
    return List.copyOf(mails);
  }

  List<String> heard() {
    return List.copyOf(heard);
  }

  /** That were opened since it runs. */
  int connections() {
    return connections.get();
  }

  int openConnections() {
    return open.size();
  }

  void hangUpOnAll() throws IOException {
    for (var socket : open) {
      socket.close();
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    hangUpOnAll();
  }

  private void talk(Socket socket) throws Exception {
    open.add(socket);
    try {
      if (open.size() > connectionsAtMost) {
        say(socket, "421 4.7.0 too many connections from you");
        return;
      }
      if (obey(socket, "GREETING", "220 relay.example ready")) {
        serve(socket);
      }
    } finally {
      open.remove(socket);
      socket.close();
    }
  }

  private void serve(Socket first) throws Exception {
    var socket = first;
    var in = reader(socket);
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      heard.add(line);
      var command = line.split("[ :]")[0].toUpperCase(Locale.ROOT);
      switch (command) {
        case "QUIT" -> {
          say(socket, "221 bye");
          return;
        }
        case "DATA" -> {
          if (!obey(socket, "DATA", "354 go on") || !data(socket, in)) {
            return;
          }
        }
        case "STARTTLS" -> {
          var scripted = scripted("STARTTLS");
          say(socket, scripted == null ? "220 go ahead" : scripted);
          if (scripted == null) {
            socket = encrypted(socket);
            in = reader(socket);
          }
        }
        default -> {
          if (!obey(socket, command, usual(command))) {
            return;
          }
        }
      }
    }
  }

  private String usual(String command) {
    return switch (command) {
      case "EHLO" -> {
        var answer = new StringBuilder("250-relay.example");
        extensions.forEach(name -> answer.append("\r\n250-").append(name));
        yield answer.append("\r\n250 HELP").toString();
      }
      case "AUTH" -> "235 2.7.0 welcome";
      default -> "250 ok";
    };
  }

  private boolean data(Socket socket, BufferedReader in) throws Exception {
    var mail = new StringBuilder();
    for (var line = in.readLine(); !".".equals(line); line = in.readLine()) {
      if (line == null) {
        return false;
      }
      mail.append(line).append('\n');
    }
    var scripted = scripted("END");
    if (scripted == null || scripted.startsWith("2") || scripted.equals(TAKE_AND_HANG_UP)) {
      mails.add(mail.toString());
      mail.toString()
          .lines()
          .filter(line -> line.startsWith("Message-ID: "))
          .forEach(line -> taken.add(line.replaceAll(".*<|>.*", "")));
    }
    return obey(socket, scripted == null ? "250 2.0.0 taken" : scripted);
  }

  private boolean obey(Socket socket, String command, String usual) throws Exception {
    var scripted = scripted(command);
    return obey(socket, scripted == null ? usual : scripted);
  }

  private String scripted(String command) {
    var once = next.getOrDefault(command, new ArrayDeque<>());
    synchronized (once) {
      return once.isEmpty() ? always.get(command) : once.poll();
    }
  }

  private boolean obey(Socket socket, String reply) throws Exception {
    switch (reply) {
      case SILENCE -> {
        while (socket.getInputStream().read() >= 0) {
          // until the other side has had enough
        }
        return false;
      }
      case TRICKLE -> {
        while (!socket.isClosed()) {
          say(socket, "250-still thinking");
          Thread.sleep(50);
        }
        return false;
      }
      case HANG_UP, TAKE_AND_HANG_UP -> {
        return false;
      }
      default -> {
        say(socket, reply);
        return !reply.startsWith("421");
      }
    }
  }

  private static SSLSocket encrypted(Socket socket) throws Exception {
    var over =
        (SSLSocket)
            CertificateResource.context().getSocketFactory().createSocket(socket, null, 0, true);
    over.setUseClientMode(false);
    return over;
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  private static void say(Socket socket, String reply) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private interface Work {
    void run() throws Exception;
  }

  private static void daemon(Work work) {
    var thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (Exception e) {
                // a connection that broke is what these tests are about
              }
            },
            "scripted-relay");
    thread.setDaemon(true);
    thread.start();
  }
}
