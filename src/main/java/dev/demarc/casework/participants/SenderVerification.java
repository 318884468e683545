package dev.demarc.casework.participants;

import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.mailfacts.MailFacts;
import dev.demarc.formats.mailfacts.SenderAuthentication;
import dev.demarc.intake.Channel;
import dev.demarc.intake.StoredReport;
import dev.demarc.notification.MailSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What there is, by the operator's word, to prove that a report is from whom it names. */
@ApplicationScoped
public class SenderVerification {

  private static final SenderAuthentication NONE =
      new SenderAuthentication(SenderAuthentication.Verdict.UNKNOWN, null);

  private final Set<String> servers;
  private final Set<String> relays;
  private final Set<String> vouchingKeys;

  SenderVerification(MailSettings settings) {
    servers = lower(settings.authservIds().orElse(Set.of()));
    relays = lower(settings.ownRelays().orElse(Set.of()));
    vouchingKeys = settings.vouchingKeys().orElse(Set.of());
  }

  private static Set<String> lower(Set<String> names) {
    return names.stream()
        .map(name -> name.trim().toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Of a mail that somebody handed over by API, every field is that somebody's word. */
  public SenderAuthentication of(StoredReport report, MailFacts mail) {
    boolean received = report.channel() == Channel.SMTP || report.channel() == Channel.IMAP;
    return received ? SenderAuthentication.of(mail, servers, relays) : NONE;
  }

  /** Whether the key that a report came with may say who reported it. */
  public boolean isVouchedFor(StoredReport report, ParsedReport parsed) {
    return parsed.mail() == null
        && report.channel() == Channel.REST
        && vouchingKeys.contains(report.submittedBy());
  }
}
