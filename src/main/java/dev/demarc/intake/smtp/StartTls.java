package dev.demarc.intake.smtp;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.subethamail.smtp.server.SSLSocketCreator;

/**
 * Begins TLS on an SMTP connection (RFC 3207), with the certificate that is configured at that
 * moment: one that was renewed and read again counts from the next connection on.
 */
class StartTls implements SSLSocketCreator {

  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private final TlsConfiguration certificate;

  /**
   * @throws ConfigurationException where there is no such configuration, or it has no key
   */
  StartTls(TlsConfigurationRegistry certificates, String name) {
    certificate =
        certificates
            .get(name)
            .filter(found -> found.getKeyStore() != null)
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "demarc.smtp.tls names "
                            + name
                            + ": set quarkus.tls."
                            + name
                            + ".key-store.pem.0.cert and .key to a certificate and its key"));
    context();
  }

  @Override
  public SSLSocket createSSLSocket(Socket plain) throws IOException {
    var remote = (InetSocketAddress) plain.getRemoteSocketAddress();
    var encrypted =
        (SSLSocket)
            context()
                .getSocketFactory()
                .createSocket(plain, remote.getHostString(), plain.getPort(), true);
    encrypted.setUseClientMode(false);
    encrypted.setEnabledProtocols(PROTOCOLS);
    return encrypted;
  }

  private SSLContext context() {
    try {
      return certificate.createSSLContext();
    } catch (Exception e) {
      throw new ConfigurationException("the certificate for SMTP cannot be used", e);
    }
  }
}
