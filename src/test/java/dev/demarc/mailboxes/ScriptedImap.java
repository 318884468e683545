package dev.demarc.mailboxes;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;

/** An IMAP server (as much of RFC 9051 as is asked for) that fails where it is told to. */
final class ScriptedImap implements AutoCloseable {

  static final String PASSWORD = "secret";
  static final String ALL = "IMAP4rev1 IDLE MOVE UIDPLUS";

  private static final Pattern WORD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S+)");

  static final class Mail {
    final long uid;
    final byte[] bytes;
    volatile boolean deleted;

    Mail(long uid, byte[] bytes) {
      this.uid = uid;
      this.bytes = bytes;
    }
  }

  private final ServerSocket listening;
  private final Map<String, Map<String, List<Mail>>> accounts = new ConcurrentHashMap<>();
  private final AtomicLong uids = new AtomicLong();
  private final Set<Talk> talks = ConcurrentHashMap.newKeySet();
  private final AtomicInteger most = new AtomicInteger();
  private final List<String> heard = new CopyOnWriteArrayList<>();

  volatile String capabilities = ALL;
  volatile long validity = 1;

  /** A FETCH of these is answered with NO. */
  final Set<Long> unreadable = ConcurrentHashMap.newKeySet();

  /** At a FETCH of these the server falls over. */
  final Set<Long> deadly = ConcurrentHashMap.newKeySet();

  /** Commands that are answered with NO. */
  final Set<String> refused = ConcurrentHashMap.newKeySet();

  /** The next command that begins so is done, and the connection gone before that is said. */
  volatile String hangUpAfter;

  /** From the first command that begins so on it is silent; "" for not even greeting. */
  volatile String silentFrom;

  /** Whether it says nothing more to those who wait in IDLE, not even to their DONE. */
  volatile boolean deaf;

  /** With one, users sign in with it and without their passwords. */
  volatile String token;

  ScriptedImap() throws IOException {
    this(ServerSocketFactory.getDefault());
  }

  ScriptedImap(ServerSocketFactory sockets) throws IOException {
    listening = sockets.createServerSocket(0, 200, InetAddress.getLoopbackAddress());
    daemon(
        () -> {
          while (true) {
            var talk = new Talk(listening.accept());
            daemon(talk::run);
          }
        });
  }

  int port() {
    return listening.getLocalPort();
  }

  /** How many connections there were at a time, at most. */
  int mostAtOnce() {
    return most.get();
  }

  /** The commands that were heard, without their tags. */
  List<String> heard() {
    return List.copyOf(heard);
  }

  long arrives(String user, byte[] bytes) {
    var mail = new Mail(uids.incrementAndGet(), bytes);
    folder(user, "INBOX").add(mail);
    if (!deaf) {
      talks.forEach(talk -> talk.announce(user));
    }
    return mail.uid;
  }

  List<Mail> folder(String user, String name) {
    var folders = accounts.computeIfAbsent(user, u -> new ConcurrentHashMap<>());
    return folders.computeIfAbsent(name, n -> new CopyOnWriteArrayList<>());
  }

  int mailsIn(String user, String name) {
    return accounts.getOrDefault(user, Map.of()).getOrDefault(name, List.of()).size();
  }

  /** As after a restore: the same mails, under other numbers. */
  void numberAnew(String user) {
    var inbox = folder(user, "INBOX");
    var before = List.copyOf(inbox);
    inbox.clear();
    before.forEach(mail -> inbox.add(new Mail(uids.incrementAndGet(), mail.bytes)));
    validity++;
  }

  @Override
  public void close() throws IOException {
    listening.close();
    talks.forEach(Talk::hangUp);
  }

  private final class Talk {
    private final Socket socket;
    private final InputStream in;
    private String user;
    private List<Mail> selected = List.of();
    private volatile boolean idle;

    Talk(Socket socket) throws IOException {
      this.socket = socket;
      this.in = new BufferedInputStream(socket.getInputStream());
    }

    void run() throws IOException {
      talks.add(this);
      most.accumulateAndGet(talks.size(), Math::max);
      try {
        if ("".equals(silentFrom)) {
          beSilent();
        }
        say("* OK [CAPABILITY " + capabilities + "] ready");
        for (var line = line(); line != null; line = line()) {
          var parts = line.split(" ", 2);
          heard.add(parts.length > 1 ? parts[1] : line);
          if (!done(parts[0], parts.length > 1 ? parts[1] : "")) {
            return;
          }
        }
      } finally {
        talks.remove(this);
        hangUp();
      }
    }

    void announce(String whose) {
      if (idle && whose.equals(user)) {
        try {
          say("* " + selected.size() + " EXISTS");
        } catch (IOException e) {
          hangUp();
        }
      }
    }

    void hangUp() {
      try {
        socket.close();
      } catch (IOException e) {
        // it is gone
      }
    }

    /** Until the other side has had enough. */
    private void beSilent() throws IOException {
      in.transferTo(OutputStream.nullOutputStream());
    }

    private boolean done(String tag, String command) throws IOException {
      var upper = command.toUpperCase(Locale.ROOT);
      var silent = silentFrom;
      if (silent != null && upper.startsWith(silent)) {
        beSilent();
        return false;
      }
      if (refused.stream().anyMatch(upper::startsWith)) {
        say(tag + " NO that is not done here");
        return true;
      }
      var answer = answer(tag, command, words(command));
      var cut = hangUpAfter;
      if (cut != null && upper.startsWith(cut)) {
        hangUpAfter = null;
        return false;
      }
      if (answer == null) {
        return false;
      }
      say(tag + " " + answer);
      return !upper.equals("LOGOUT");
    }

    private String answer(String tag, String command, List<String> words) throws IOException {
      switch (words.get(0).toUpperCase(Locale.ROOT)) {
        case "CAPABILITY" -> say("* CAPABILITY " + capabilities);
        case "LOGIN" -> {
          user = words.get(1);
          return token == null && words.get(2).equals(PASSWORD)
              ? "OK done"
              : "NO [AUTHENTICATIONFAILED] no";
        }
        case "AUTHENTICATE" -> {
          return authenticated(words);
        }
        case "LIST", "LSUB" -> list(words);
        case "CREATE" -> folder(user, words.get(1));
        case "SELECT", "EXAMINE" -> {
          return opened(words.get(1));
        }
        case "FETCH" -> fetch(words.get(1));
        case "UID" -> {
          return byUid(words);
        }
        case "EXPUNGE" -> selected.removeIf(mail -> mail.deleted);
        case "IDLE" -> {
          return idled();
        }
        case "LOGOUT" -> {
          talks.remove(this); // who signs out is gone, however late the connection ends
          say("* BYE");
        }
        default -> {
          // NOOP, CLOSE, UNSELECT, SUBSCRIBE
        }
      }
      return "OK done";
    }

    private String authenticated(List<String> words) throws IOException {
      var given = words.size() > 2 ? words.get(2) : null;
      if (given == null) {
        say("+ ");
        given = line();
      }
      var response = new String(Base64.getDecoder().decode(given), StandardCharsets.UTF_8);
      var user = response.replaceAll("(?s)^user=([^\1]*)\1.*", "$1");
      if (response.equals("user=" + user + "\1auth=Bearer " + token + "\1\1")) {
        this.user = user;
        return "OK done";
      }
      say("+ " + Base64.getEncoder().encodeToString("{\"status\":\"400\"}".getBytes()));
      line();
      return "NO [AUTHENTICATIONFAILED] the token is not valid";
    }

    private void list(List<String> words) throws IOException {
      var name = words.get(2);
      var folders = accounts.getOrDefault(user, Map.of());
      if (name.isEmpty()) {
        say("* LIST (\\Noselect) \"/\" \"\"");
      } else if (folders.containsKey(name) || name.equals("INBOX")) {
        say("* LIST () \"/\" \"" + name + "\"");
      }
    }

    private String opened(String name) throws IOException {
      if (!name.equals("INBOX") && !accounts.getOrDefault(user, Map.of()).containsKey(name)) {
        return "NO [NONEXISTENT] there is no such folder";
      }
      selected = folder(user, name);
      say("* FLAGS (\\Deleted \\Seen)");
      say("* " + selected.size() + " EXISTS");
      say("* 0 RECENT");
      say("* OK [UIDVALIDITY " + validity + "] valid");
      say("* OK [UIDNEXT " + (uids.get() + 1) + "] next");
      return "OK [READ-WRITE] open";
    }

    private void fetch(String range) throws IOException {
      var ends = range.split(":");
      int last = Integer.parseInt(ends[ends.length - 1]);
      for (int n = Integer.parseInt(ends[0]); n <= Math.min(last, selected.size()); n++) {
        var mail = selected.get(n - 1);
        say(
            "* %d FETCH (UID %d RFC822.SIZE %d FLAGS (%s))"
                .formatted(n, mail.uid, mail.bytes.length, mail.deleted ? "\\Deleted" : ""));
      }
    }

    private String byUid(List<String> words) throws IOException {
      var what = words.get(1).toUpperCase(Locale.ROOT);
      if (what.equals("SEARCH")) {
        var found = new StringBuilder("* SEARCH");
        selected.stream().filter(mail -> mail.deleted).forEach(m -> found.append(" " + m.uid));
        say(found.toString());
        return "OK done";
      }
      long uid = Long.parseLong(words.get(2));
      if (what.equals("FETCH") && deadly.contains(uid)) {
        return null;
      }
      if (what.equals("FETCH") && unreadable.contains(uid)) {
        return "NO the mail cannot be read";
      }
      for (int n = 1; n <= selected.size(); n++) {
        var mail = selected.get(n - 1);
        if (mail.uid == uid) {
          return doneWith(what, mail, n, words);
        }
      }
      return "OK there is none";
    }

    private String doneWith(String what, Mail mail, int n, List<String> words) throws IOException {
      switch (what) {
        case "FETCH" -> part(mail, n, words.get(words.size() - 1));
        case "STORE" -> mail.deleted = true;
        case "MOVE", "COPY" -> {
          if (!accounts.get(user).containsKey(words.get(3))) {
            return "NO [TRYCREATE] there is no such folder";
          }
          folder(user, words.get(3)).add(new Mail(uids.incrementAndGet(), mail.bytes));
          if (what.equals("MOVE")) {
            selected.remove(mail);
            say("* " + n + " EXPUNGE");
          }
        }
        case "EXPUNGE" -> {
          if (mail.deleted && selected.remove(mail)) {
            say("* " + n + " EXPUNGE");
          }
        }
        default -> {
          return "BAD what is " + what;
        }
      }
      return "OK done";
    }

    private void part(Mail mail, int n, String section) throws IOException {
      var range = section.replaceAll(".*<|>.*", "").split("\\.");
      int start = Math.min(Integer.parseInt(range[0]), mail.bytes.length);
      int end = Math.min(start + Integer.parseInt(range[1]), mail.bytes.length);
      var answer = new ByteArrayOutputStream();
      var head =
          "* %d FETCH (UID %d BODY[]<%d> {%d}\r\n".formatted(n, mail.uid, start, end - start);
      answer.writeBytes(head.getBytes());
      answer.writeBytes(Arrays.copyOfRange(mail.bytes, start, end));
      answer.writeBytes(")\r\n".getBytes());
      send(answer.toByteArray());
    }

    private String idled() throws IOException {
      say("+ waiting");
      idle = true;
      try {
        while ("DONE".equalsIgnoreCase(line()) && deaf) {
          // it was not heard
        }
      } finally {
        idle = false;
      }
      return deaf ? null : "OK done";
    }

    private void say(String line) throws IOException {
      send((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private synchronized void send(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    }

    private String line() throws IOException {
      var line = new ByteArrayOutputStream();
      int b;
      while ((b = in.read()) >= 0 && b != '\n') {
        if (b != '\r') {
          line.write(b);
        }
      }
      return b < 0 ? null : line.toString(StandardCharsets.UTF_8);
    }
  }

  private static List<String> words(String command) {
    var words = new ArrayList<String>();
    var matcher = WORD.matcher(command);
    while (matcher.find()) {
      words.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
    }
    return words.isEmpty() ? List.of("") : words;
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void daemon(Work work) {
    var thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // hung up
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
