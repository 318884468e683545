package dev.demarc.formats.indicators;

import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.IndicatorType;
import org.jspecify.annotations.Nullable;

/** What an indicator is by the form of the line that a program wrote it in. */
final class LogRoles {

  private final String text;
  private final SidedLogs sided;
  private final WebRequest request;
  private final Exchanges exchanges;

  LogRoles(String text, Sentences sentences, Exchanges exchanges) {
    this.text = text;
    this.exchanges = exchanges;
    this.sided = new SidedLogs(text, sentences, exchanges);
    this.request = new WebRequest(text, sentences);
  }

  /**
   * @return null where the line has no such form
   */
  @Nullable StatedRole role(int start, int end, IndicatorType type) {
    boolean host = RoleGuess.HOSTS.contains(type);
    if (AcceptedLogin.is(text, start, end)) {
      return host ? StatedRole.NOTHING.suspected() : StatedRole.NOTHING;
    }
    boolean domain = type == IndicatorType.DOMAIN;
    var asked = host || domain ? request.role(start, end) : null;
    if (asked != null) {
      return asked == Role.MENTIONED ? StatedRole.NOTHING : RoleGuess.words(asked);
    }
    var logged = host ? ofHost(start, end) : null;
    if (logged != null) {
      return RoleGuess.words(logged);
    }
    if (domain && LogLine.isVirtualHost(text, start, end)) {
      return RoleGuess.words(Role.TARGET);
    }
    return domain && RoleLabels.isDkimDomain(text, start) ? RoleGuess.words(Role.SOURCE) : null;
  }

  private @Nullable Role ofHost(int start, int end) {
    var placed = sided.role(start);
    var sent = placed == null ? exchanges.role(start, end) : placed;
    return sent == null ? LogLine.role(text, start, end) : sent;
  }
}
