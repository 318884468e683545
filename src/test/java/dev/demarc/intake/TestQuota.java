package dev.demarc.intake;

import dev.demarc.intake.smtp.MailQuota;
import java.util.Set;

record TestQuota(
    int mailsPerMinuteOfOneAddress,
    int mailsPerHourOfOneAddress,
    int megabytesPerHourOfOneAddress,
    int mailsPerMinute,
    int megabytesPerHour,
    Set<String> relays)
    implements MailQuota.Settings {

  static final TestQuota NONE = new TestQuota(0, 0, 0, 0, 0, Set.of());

  static TestQuota ofOneAddress(int mailsPerMinute, int megabytesPerHour) {
    return new TestQuota(mailsPerMinute, 0, megabytesPerHour, 0, 0, Set.of());
  }

  static TestQuota inAll(int mailsPerMinute, int megabytesPerHour) {
    return new TestQuota(0, 0, 0, mailsPerMinute, megabytesPerHour, Set.of());
  }

  TestQuota but(String relay) {
    return new TestQuota(
        mailsPerMinuteOfOneAddress,
        mailsPerHourOfOneAddress,
        megabytesPerHourOfOneAddress,
        mailsPerMinute,
        megabytesPerHour,
        Set.of(relay));
  }
}
