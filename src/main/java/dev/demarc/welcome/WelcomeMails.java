package dev.demarc.welcome;

import dev.demarc.access.PersonAdded;
import dev.demarc.access.people.People;
import dev.demarc.notification.PersonNotices;
import dev.demarc.shared.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Tells people that they were added, and how they sign in. No mail carries a password: mailboxes
 * are read by more people and for longer than a password should live.
 */
@ApplicationScoped
class WelcomeMails {

  private final PersonNotices notices;
  private final People people;
  private final Optional<Set<String>> withPassword;

  WelcomeMails(
      PersonNotices notices,
      People people,
      @ConfigProperty(name = "demarc.sign-in.passwords.only-for")
          Optional<Set<String>> withPassword) {
    this.notices = notices;
    this.people = people;
    this.withPassword = withPassword;
  }

  void added(@Observes PersonAdded person) {
    if (person.email() == null || person.by().kind() == Actor.Kind.SYSTEM) {
      return;
    }
    notices.welcome(
        person.email(),
        "You can sign in to Demarc",
        "Hello "
            + person.name()
            + ",\n\n"
            + person.by().name()
            + " added you to Demarc, where abuse reports and incidents are worked, as "
            + person.role()
            + ".\n\n"
            + howToSignIn(person)
            + "\n\nIf you did not expect this, ask "
            + person.by().name()
            + ".");
  }

  private String howToSignIn(PersonAdded person) {
    if (withPassword.isPresent() && !withPassword.get().contains(person.username())) {
      return "Sign in at the address below by your organisation's sign-in; there is no password for"
          + " you here.";
    }
    return "Sign in at the address below as "
        + person.username()
        + ", with the first password that "
        + person.by().name()
        + " set and gives you by another way than mail. Then set your own under Settings, Your"
        + " account: "
        + people.shortestPassword()
        + " characters or more that are used nowhere else. You can add a second factor there.";
  }
}
