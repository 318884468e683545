package dev.demarc.mailboxes;

import static dev.demarc.shared.Waiting.await;

import dev.demarc.CertificateResource;
import dev.demarc.shared.FreePort;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Debian's IMAP server on free ports, with a Maildir and a configuration of its own. */
final class Dovecot implements AutoCloseable {

  static final String PASSWORD = "dovecot-secret";

  private static final Path PROGRAM = Path.of("/usr/sbin/dovecot");

  private final Process process;
  private final Path maildir;
  private final int imapPort;
  private final int imapsPort;

  private Dovecot(Process process, Path maildir, int imapPort, int imapsPort) {
    this.process = process;
    this.maildir = maildir;
    this.imapPort = imapPort;
    this.imapsPort = imapsPort;
  }

  static boolean isInstalled() {
    return Files.isExecutable(PROGRAM) && Files.isExecutable(Path.of("/usr/lib/dovecot/imap"));
  }

  static Dovecot start(Path folder, String configuration) throws IOException {
    int imap = FreePort.choose();
    int imaps = FreePort.choose();
    var me = System.getProperty("user.name");
    boolean root = me.equals("root");
    var mails = Files.createDirectories(folder.resolve("mail"));
    for (var part : new String[] {"abuse", "abuse/cur", "abuse/new", "abuse/tmp"}) {
      Files.createDirectories(mails.resolve(part));
    }
    // the server's processes are others' than the test's where that is root's
    for (var open : new Path[] {folder, mails}) {
      Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
    for (var part : new String[] {"abuse", "abuse/cur", "abuse/new", "abuse/tmp"}) {
      Files.setPosixFilePermissions(
          mails.resolve(part), PosixFilePermissions.fromString("rwxrwxrwx"));
    }
    Files.writeString(folder.resolve("cert.pem"), CertificateResource.certificate());
    Files.writeString(folder.resolve("key.pem"), CertificateResource.key());
    Files.writeString(
        folder.resolve("dovecot.conf"),
        """
        base_dir = %1$s/run
        state_dir = %1$s/state
        log_path = %1$s/log
        protocols = imap
        listen = 127.0.0.1
        ssl = yes
        ssl_cert = <%1$s/cert.pem
        ssl_key = <%1$s/key.pem
        disable_plaintext_auth = no
        first_valid_uid = 1
        %5$s
        mail_location = maildir:%1$s/mail/%%u
        passdb {
          driver = static
          args = password=%2$s
        }
        userdb {
          driver = static
          args = uid=%6$s gid=%6$s home=%1$s/mail/%%u
        }
        service imap-login {
          chroot =
          inet_listener imap {
            port = %3$d
          }
          inet_listener imaps {
            port = %4$d
            ssl = yes
          }
        }
        service anvil {
          chroot =
        }
        %7$s
        """
            .formatted(
                folder,
                PASSWORD,
                imap,
                imaps,
                root ? "" : "default_internal_user = " + me + "\ndefault_login_user = " + me,
                root ? "mail" : me,
                configuration));
    var process =
        new ProcessBuilder(
                PROGRAM.toString(), "-F", "-c", folder.resolve("dovecot.conf").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    await()
        .ignoreExceptions()
        .until(
            () -> {
              try (var probe = new Socket("127.0.0.1", imap)) {
                return probe.getInputStream().read() == '*';
              }
            });
    return new Dovecot(process, mails.resolve("abuse"), imap, imaps);
  }

  int imapPort() {
    return imapPort;
  }

  int imapsPort() {
    return imapsPort;
  }

  /** As a delivery does: complete before it is seen. */
  void arrives(byte[] mail) throws IOException {
    var name = UUID.randomUUID().toString();
    var written = Files.write(maildir.resolve("tmp").resolve(name), mail);
    Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-rw-rw-"));
    Files.move(written, maildir.resolve("new").resolve(name));
  }

  long mailsInInbox() throws IOException {
    return count(maildir);
  }

  long mailsIn(String folder) throws IOException {
    return count(maildir.resolve("." + folder));
  }

  private static long count(Path box) throws IOException {
    long mails = 0;
    for (var part : new String[] {"cur", "new"}) {
      if (Files.isDirectory(box.resolve(part))) {
        try (var files = Files.list(box.resolve(part))) {
          mails += files.count();
        }
      }
    }
    return mails;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
