package dev.demarc.sns;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.TrustAnchor;
import java.time.Clock;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jboss.logging.Logger;

/** Fetches the certificates that messages were signed with, once each. */
@ApplicationScoped
class CertificateFetch {

  private static final Logger LOG = Logger.getLogger(CertificateFetch.class);

  private final Certificates certificates;
  private final SnsRequests aws;
  private final Clock clock;

  CertificateFetch(Certificates certificates, SnsRequests aws, Clock clock) {
    this.certificates = certificates;
    this.aws = aws;
    this.clock = clock;
  }

  @Produces
  @ApplicationScoped
  Task<Void> fetchSnsCertificate() {
    return Tasks.oneTime(Certificates.FETCH)
        .execute((instance, context) -> fetch(instance.getId()));
  }

  void fetch(String url) {
    var address = AwsAddress.ofCertificate(url);
    try {
      var answer = aws.get(address);
      if (answer.status() >= 500 || answer.status() == 429) {
        throw new IOException("SNS answered " + answer.status());
      }
      if (answer.status() != 200) {
        throw new RefusedMessage("SNS answered " + answer.status());
      }
      var certificate = SigningCertificate.ofPem(answer.body());
      certificate.requireValid(address.getHost(), clock.instant());
      certificate.requireVouchedFor(authorities(), clock.instant());
      certificates.store(
          address, new String(answer.body(), StandardCharsets.US_ASCII), certificate);
    } catch (IOException away) {
      LOG.errorf(
          "The certificate %s could not be fetched, SNS is told to come back with what it signed:"
              + " %s",
          address, away.getMessage());
      certificates.unreachable(address, away.getMessage());
    } catch (RefusedMessage | GeneralSecurityException e) {
      LOG.warnf(
          "The certificate %s was not taken, messages signed with it are refused for %d minutes:"
              + " %s",
          address, Certificates.FAILURE_IS_REMEMBERED.toMinutes(), e.getMessage());
      certificates.failed(address, e.getMessage());
    }
  }

  /** Those that this Java trusts. */
  private static Set<TrustAnchor> authorities() throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .flatMap(manager -> Arrays.stream(((X509TrustManager) manager).getAcceptedIssuers()))
        .map(authority -> new TrustAnchor(authority, null))
        .collect(Collectors.toSet());
  }
}
