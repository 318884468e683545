package dev.demarc;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for {@code localhost} and no other name, made anew, that no authority signed. */
public class CertificateResource implements QuarkusTestResourceLifecycleManager {

  private static final String PASSWORD = "changeit";
  private static final String STORE = "greenmail.tls.keystore.file";

  private static KeyStore opened;

  private Path folder;

  @Override
  public Map<String, String> start() {
    try {
      folder = Files.createTempDirectory("demarc-certificate-");
      var store = folder.resolve("localhost.p12");
      make(store);
      System.setProperty(STORE, store.toString());
      System.setProperty("greenmail.tls.keystore.password", PASSWORD);
      System.setProperty("greenmail.tls.key.password", PASSWORD);
      return Map.of(
          "quarkus.tls.smtp.key-store.p12.path",
          store.toString(),
          "quarkus.tls.smtp.key-store.p12.password",
          PASSWORD,
          "demarc.smtp.tls",
          "smtp");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void make(Path store) throws IOException, InterruptedException {
    var command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "localhost",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-validity",
                "30",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!command.waitFor(60, TimeUnit.SECONDS) || command.exitValue() != 0) {
      throw new IllegalStateException("keytool made no certificate");
    }
  }

  public static String certificate() {
    try {
      return pem("CERTIFICATE", store().getCertificate("localhost").getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String key() {
    try {
      return pem("PRIVATE KEY", store().getKey("localhost", PASSWORD.toCharArray()).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Shows the certificate as a server, and trusts it as a client. */
  public static SSLContext context() throws GeneralSecurityException {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store(), PASSWORD.toCharArray());
    var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(trusting(store().getCertificate("localhost")));
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }

  private static KeyStore trusting(Certificate certificate) throws GeneralSecurityException {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("localhost", certificate);
      return store;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Read once: opening it takes long, as a password is meant to. */
  private static synchronized KeyStore store() throws GeneralSecurityException {
    try {
      if (opened == null) {
        opened =
            KeyStore.getInstance(
                Path.of(System.getProperty(STORE)).toFile(), PASSWORD.toCharArray());
      }
      return opened;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pem(String what, byte[] bytes) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(what, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes), what);
  }

  @Override
  public void stop() {
    try {
      Files.deleteIfExists(folder.resolve("localhost.p12"));
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
