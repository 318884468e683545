package dev.demarc.intake;

import dev.demarc.intake.smtp.MailQuota;
import dev.demarc.intake.smtp.SmtpListener;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Settings of a listener of a test's own, on a free port. */
record SmtpSettings(
    boolean enabled,
    int port,
    String hostName,
    Optional<Set<String>> recipients,
    int maxConnections,
    int maxConnectionsPerAddress,
    Duration timeout,
    Duration idle,
    Duration mailWithin,
    Duration longestConnection,
    Optional<String> tls,
    boolean tlsRequired,
    MailQuota.Settings quota)
    implements SmtpListener.Settings {

  static SmtpSettings plain() {
    return new SmtpSettings(
        true,
        0,
        "demarc",
        Optional.empty(),
        10,
        10,
        Duration.ofSeconds(10),
        Duration.ofMinutes(1),
        Duration.ofMinutes(1),
        Duration.ofMinutes(1),
        Optional.empty(),
        false,
        TestQuota.NONE);
  }

  SmtpSettings to(Optional<Set<String>> addresses) {
    return new SmtpSettings(
        enabled,
        port,
        hostName,
        addresses,
        maxConnections,
        maxConnectionsPerAddress,
        timeout,
        idle,
        mailWithin,
        longestConnection,
        tls,
        tlsRequired,
        quota);
  }

  SmtpSettings tls(Optional<String> name, boolean required) {
    return new SmtpSettings(
        enabled,
        port,
        hostName,
        recipients,
        maxConnections,
        maxConnectionsPerAddress,
        timeout,
        idle,
        mailWithin,
        longestConnection,
        name,
        required,
        quota);
  }

  SmtpSettings connections(int most, int ofOneAddress) {
    return new SmtpSettings(
        enabled,
        port,
        hostName,
        recipients,
        most,
        ofOneAddress,
        timeout,
        idle,
        mailWithin,
        longestConnection,
        tls,
        tlsRequired,
        quota);
  }

  SmtpSettings patience(Duration forTheNextByte, Duration inAll) {
    return new SmtpSettings(
        enabled,
        port,
        hostName,
        recipients,
        maxConnections,
        maxConnectionsPerAddress,
        forTheNextByte,
        idle,
        mailWithin,
        inAll,
        tls,
        tlsRequired,
        quota);
  }

  SmtpSettings idle(Duration withoutMail, Duration amidMail) {
    return new SmtpSettings(
        enabled,
        port,
        hostName,
        recipients,
        maxConnections,
        maxConnectionsPerAddress,
        timeout,
        withoutMail,
        amidMail,
        longestConnection,
        tls,
        tlsRequired,
        quota);
  }

  SmtpSettings quota(TestQuota other) {
    return new SmtpSettings(
        enabled,
        port,
        hostName,
        recipients,
        maxConnections,
        maxConnectionsPerAddress,
        timeout,
        idle,
        mailWithin,
        longestConnection,
        tls,
        tlsRequired,
        other);
  }
}
