package dev.demarc.access.signin;

import dev.demarc.access.CurrentActor;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/**
 * Whether whoever is signed in has shown lately that it is still them. A session remembers when;
 * the sign-in counts, the password does here, and so does any other proof that calls {@link
 * Sessions#confirm}.
 */
@ApplicationScoped
public class Confirmations {

  private final CurrentActor actor;
  private final CurrentPassword password;
  private final Sessions sessions;
  private final Clock clock;
  private final Duration lasts;

  Confirmations(
      CurrentActor actor,
      CurrentPassword password,
      Sessions sessions,
      Clock clock,
      SessionSettings settings) {
    this.actor = actor;
    this.password = password;
    this.sessions = sessions;
    this.clock = clock;
    this.lasts = settings.confirmed();
  }

  public boolean isRecent() {
    var at = actor.confirmedAt();
    return at != null && at.plus(lasts).isAfter(clock.instant());
  }

  /**
   * @param typed the password of whoever is signed in
   * @throws Problem INVALID naming {@code current}; TOO_MANY_REQUESTS after too many wrong ones
   */
  public void confirm(String typed) {
    password.require(typed, actor.caller());
    sessions.confirm(actor.session());
  }
}
