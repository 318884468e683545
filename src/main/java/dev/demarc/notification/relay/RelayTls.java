package dev.demarc.notification.relay;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/**
 * Whose certificates are accepted of the relay: those of the named TLS configuration, else of the
 * default one where it has a trust store, else of the machine's authorities.
 */
class RelayTls {

  private final Optional<TlsConfiguration> configured;

  /**
   * @throws ConfigurationException where there is no configuration of that name
   */
  RelayTls(TlsConfigurationRegistry certificates, Optional<String> name) {
    var wanted = name.filter(given -> !given.isBlank());
    configured =
        wanted.isEmpty()
            ? certificates.getDefault().filter(found -> found.getTrustStore() != null)
            : certificates.get(wanted.get());
    if (wanted.isPresent() && configured.isEmpty()) {
      throw new ConfigurationException(
          "demarc.relay.tls names "
              + wanted.get()
              + ": set quarkus.tls."
              + wanted.get()
              + ".trust-store.pem.certs to the certificate of its authority");
    }
  }

  /** As configured at that moment: a file that was read again counts from the next connection. */
  SSLSocketFactory sockets() {
    try {
      return configured.isPresent()
          ? configured.get().createSSLContext().getSocketFactory()
          : SSLContext.getDefault().getSocketFactory();
    } catch (Exception e) {
      throw new ConfigurationException("the TLS configuration of the relay cannot be used", e);
    }
  }
}
