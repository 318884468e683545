package dev.demarc.mailboxes;

import dev.demarc.shared.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Trust in the certificates that somebody gave, and in no others. Host names are checked still. */
final class TrustedCertificates {

  private static final int LONGEST = 100_000;

  private TrustedCertificates() {}

  /**
   * @param pem one or more X.509 certificates (RFC 7468)
   * @throws Problem INVALID where it holds none
   */
  static SSLSocketFactory in(String pem) {
    try {
      var anchors = KeyStore.getInstance("PKCS12");
      anchors.load(null, null);
      int number = 0;
      for (var certificate : certificates(pem)) {
        anchors.setCertificateEntry("given-" + number++, certificate);
      }
      var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(anchors);
      var context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java lacks what TLS needs", e);
    }
  }

  private static Collection<? extends Certificate> certificates(String pem) {
    try {
      if (pem.length() <= LONGEST && pem.contains("-----BEGIN CERTIFICATE-----")) {
        var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
        var certificates = CertificateFactory.getInstance("X.509").generateCertificates(bytes);
        if (!certificates.isEmpty()) {
          return certificates;
        }
      }
    } catch (CertificateException e) {
      // is told below
    }
    throw Problem.invalid(
        "certificate",
        "must be a certificate in PEM form, from -----BEGIN CERTIFICATE----- to its end");
  }
}
