package dev.demarc.access.signin;

import dev.demarc.access.SignInOrigin;
import dev.demarc.access.people.Person;
import dev.demarc.access.signin.SignIn.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Opens sessions, whatever somebody proved themselves by. */
@ApplicationScoped
public class SessionOpening {

  private final Sessions sessions;
  private final KnownDevices devices;
  private final UnfinishedSignIns unfinished;
  private final SecondFactorRule rule;

  public SessionOpening(
      Sessions sessions,
      KnownDevices devices,
      UnfinishedSignIns unfinished,
      SecondFactorRule rule) {
    this.sessions = sessions;
    this.devices = devices;
    this.unfinished = unfinished;
    this.rule = rule;
  }

  /**
   * @param person held by the transaction; gave the right password
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Outcome afterPassword(Person person, SignInOrigin from) {
    return person.totpSecret != null || rule.isMissing(person)
        ? new Outcome.SecondStep(unfinished.begin(person.id))
        : open(person, from, null);
  }

  /**
   * @param detail for the audit log: what besides the password was shown, or instead of it
   */
  @Transactional(Transactional.TxType.MANDATORY)
  Outcome.Opened open(Person person, SignInOrigin from, @Nullable String detail) {
    return open(person, from, detail, null);
  }

  /**
   * @param provedAt when the person showed the provider who they are, which may be long ago; null
   *     where it does not say
   */
  @Transactional(Transactional.TxType.MANDATORY)
  Outcome.Opened openProved(Person person, SignInOrigin from, @Nullable Instant provedAt) {
    return open(person, from, "by " + person.issuer, provedAt);
  }

  private Outcome.Opened open(
      Person person, SignInOrigin from, @Nullable String detail, @Nullable Instant provedAt) {
    if (from.session() != null) {
      sessions.replace(from.session());
    }
    var device = devices.remember(from.device(), person.id);
    return new Outcome.Opened(sessions.open(person, from, detail, provedAt), device);
  }
}
