package dev.demarc.welcome;

import dev.demarc.access.SecondFactorRemoved;
import dev.demarc.notification.PersonNotices;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/**
 * Tells people that their second factor was removed: whoever has their password and did it is not
 * the one who reads their mail.
 */
@ApplicationScoped
class SecondFactorMails {

  private final PersonNotices notices;
  private final Clock clock;

  SecondFactorMails(PersonNotices notices, Clock clock) {
    this.notices = notices;
    this.clock = clock;
  }

  void removed(@Observes SecondFactorRemoved factor) {
    if (factor.email() == null) {
      return;
    }
    boolean themselves = factor.by().actor().name().equals(factor.username());
    var from = factor.by().address() == null ? "" : ", from the address " + factor.by().address();
    notices.ofSignIn(
        factor.email(),
        "Your second factor was removed",
        "Hello "
            + (factor.name() == null ? factor.username() : factor.name())
            + ",\n\nthe second factor of "
            + factor.username()
            + " was "
            + (themselves
                ? "turned off with your password and a code of it"
                : "removed by " + factor.by().actor().name() + ", who administers Demarc")
            + " at "
            + clock.instant().truncatedTo(ChronoUnit.MINUTES)
            + " (UTC)"
            + (themselves ? from : "")
            + ". Its recovery codes count no more, and "
            + (themselves ? "your other sessions" : "all your sessions")
            + " were ended.\n\n"
            + (factor.another()
                ? "You set up another when you sign in again."
                : "Until you set up another, your password alone signs you in.")
            + "\n\nIf you did not expect this, change your password under Settings, Your account, and"
            + " tell an administrator at once.");
  }
}
