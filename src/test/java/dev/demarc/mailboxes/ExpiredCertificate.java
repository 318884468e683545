package dev.demarc.mailboxes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate for {@code localhost} that ended five days ago, and the authority behind it. */
record ExpiredCertificate(ServerSocketFactory sockets, String authority) {

  private static final String PASSWORD = "changeit";

  static ExpiredCertificate make(Path folder) throws Exception {
    var store = folder.resolve("store.p12").toString();
    var request = folder.resolve("request").toString();
    var signed = folder.resolve("signed").toString();
    var authority = folder.resolve("authority");
    keytool(
        store, "-genkeypair", "-alias", "ca", "-keyalg", "RSA", "-dname", "CN=Us", "-ext", "bc:c");
    keytool(store, "-exportcert", "-alias", "ca", "-rfc", "-file", authority.toString());
    keytool(store, "-genkeypair", "-alias", "it", "-keyalg", "RSA", "-dname", "CN=localhost");
    keytool(store, "-certreq", "-alias", "it", "-file", request);
    keytool(
        store,
        List.of("-gencert", "-alias", "ca", "-infile", request, "-outfile", signed),
        List.of("-startdate", "-10d", "-validity", "5", "-ext", "san=dns:localhost"));
    keytool(store, "-importcert", "-alias", "it", "-file", signed, "-noprompt");
    keytool(store, "-delete", "-alias", "ca");

    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(
        KeyStore.getInstance(Path.of(store).toFile(), PASSWORD.toCharArray()),
        PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return new ExpiredCertificate(context.getServerSocketFactory(), Files.readString(authority));
  }

  private static void keytool(String store, String... arguments) throws Exception {
    keytool(store, List.of(arguments), List.of());
  }

  private static void keytool(String store, List<String> arguments, List<String> more)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(arguments);
    command.addAll(more);
    command.addAll(List.of("-storetype", "PKCS12", "-keystore", store, "-storepass", PASSWORD));
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IllegalStateException("keytool did not " + arguments.get(0));
    }
  }
}
