package dev.demarc.outbound;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for one name, made anew, that no authority signed. */
public final class ServerCertificate {

  private static final String PASSWORD = "changeit";

  private final KeyStore store;

  private ServerCertificate(KeyStore store) {
    this.store = store;
  }

  public static ServerCertificate of(String name, Path folder) throws Exception {
    var file = folder.resolve(name + ".p12");
    keytool(name, file);
    return new ServerCertificate(KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray()));
  }

  private static void keytool(String name, Path file) throws IOException, InterruptedException {
    var command =
        "-genkeypair -alias it -keyalg EC -validity 30 -dname CN=%s -ext san=dns:%s -storetype PKCS12"
            .formatted(name, name);
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    words.addAll(List.of(command.split(" ")));
    words.addAll(List.of("-keystore", file.toString(), "-storepass", PASSWORD));
    var process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS) || !Files.exists(file)) {
      throw new IllegalStateException("keytool made no certificate");
    }
  }

  /** Shows the certificate. */
  public SSLContext context() throws Exception {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  /** Trusts it and no other. */
  TrustManagerFactory trust() throws Exception {
    var anchors = KeyStore.getInstance("PKCS12");
    anchors.load(null, null);
    anchors.setCertificateEntry("it", store.getCertificate("it"));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(anchors);
    return trust;
  }

  public String pem() throws Exception {
    var bytes = store.getCertificate("it").getEncoded();
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
        + "\n-----END CERTIFICATE-----\n";
  }
}
