package dev.demarc.mailboxes;

import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate for {@code localhost} that has ended, and the authority behind it. */
record ExpiredCertificate(ServerSocketFactory sockets, String authority) {

  private static final char[] PASSWORD = "changeit".toCharArray();

  static ExpiredCertificate read() throws Exception {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    var store = KeyStore.getInstance("PKCS12");
    try (var in = ExpiredCertificate.class.getResourceAsStream("/mailboxes/expired.p12");
        var authority = ExpiredCertificate.class.getResourceAsStream("/mailboxes/authority.pem")) {
      store.load(in, PASSWORD);
      keys.init(store, PASSWORD);
      var context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return new ExpiredCertificate(
          context.getServerSocketFactory(),
          new String(authority.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
