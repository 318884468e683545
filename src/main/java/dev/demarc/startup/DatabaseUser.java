package dev.demarc.startup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The operating-system user that PostgreSQL runs as. PostgreSQL refuses to run as root, so where
 * Demarc is root its programs run in a user namespace without rights (the files stay root's), or,
 * where namespaces are not allowed (most containers), as an unprivileged user that the data folder
 * is given to.
 */
final class DatabaseUser {

  private final List<String> prefix;
  private final @Nullable String owner;

  private DatabaseUser(List<String> prefix, @Nullable String owner) {
    this.prefix = prefix;
    this.owner = owner;
  }

  static DatabaseUser forFolder(Path cluster) throws IOException {
    if (!isRoot()) {
      return new DatabaseUser(List.of(), null);
    }
    if (Files.exists(cluster)) {
      int owner = (Integer) Files.getAttribute(cluster, "unix:uid");
      int group = (Integer) Files.getAttribute(cluster, "unix:gid");
      return owner == 0 ? inNamespace() : as(owner, group);
    }
    return namespacesWork() ? inNamespace() : unprivileged();
  }

  private static boolean isRoot() throws IOException {
    Path own = Path.of("/proc/self");
    return Files.exists(own)
        ? (Integer) Files.getAttribute(own, "unix:uid") == 0
        : "root".equals(System.getProperty("user.name"));
  }

  private static DatabaseUser inNamespace() {
    return new DatabaseUser(List.of("unshare", "-U"), null);
  }

  private static DatabaseUser as(int uid, int gid) {
    return new DatabaseUser(
        List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups"), uid + ":" + gid);
  }

  private static boolean namespacesWork() {
    try {
      return run(List.of("unshare", "-U", "id", "-u"), "").exit() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static DatabaseUser unprivileged() {
    for (String name : List.of("postgres", "nobody")) {
      try {
        Output uid = run(List.of("id", "-u", name), "");
        Output gid = run(List.of("id", "-g", name), "");
        if (uid.exit() == 0 && gid.exit() == 0) {
          return as(Integer.parseInt(uid.text().strip()), Integer.parseInt(gid.text().strip()));
        }
      } catch (IOException | NumberFormatException e) {
        // the next name, or the line below
      }
    }
    throw new CannotStart(
        "PostgreSQL does not run as root and there is no unprivileged user to run it as;"
            + " start Demarc as an ordinary user.");
  }

  /** Gives a file or folder that Demarc has made to the user PostgreSQL runs as. */
  void own(Path path) throws IOException {
    if (owner != null) {
      run(List.of("chown", "-R", owner, path.toString()), "");
    }
  }

  Output run(Path program, List<String> arguments, String input) throws IOException {
    var command = new ArrayList<>(prefix);
    command.add(program.toString());
    command.addAll(arguments);
    return run(command, input);
  }

  private static Output run(List<String> command, String input) throws IOException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    // messages are recognised by their English words; PG* variables are the operator's, not ours
    builder.environment().keySet().removeIf(name -> name.startsWith("PG") || isLocale(name));
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    try (var in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // the program ended without reading: its output says why
    }
    try {
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(10, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
      return new Output(process.waitFor(), text);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + command.get(0), e);
    }
  }

  private static boolean isLocale(String name) {
    return name.startsWith("LC_") || name.equals("LANG") || name.equals("LANGUAGE");
  }

  record Output(int exit, String text) {}
}
