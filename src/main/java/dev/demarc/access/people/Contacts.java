package dev.demarc.access.people;

import dev.demarc.access.Roles;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whom Demarc writes to among those who sign in, by what they do. */
@ApplicationScoped
public class Contacts {

  /**
   * @param email null where none is known
   */
  public record Contact(String username, @Nullable String name, @Nullable String email) {}

  private static final int MOST_LEADS = 10;

  private final People people;

  Contacts(People people) {
    this.people = people;
  }

  /** Empty where there is no such person, or they were deactivated. */
  public Optional<Contact> of(String username) {
    return people
        .find("username = ?1 and disabled = false", username)
        .firstResultOptional()
        .map(Contacts::contact);
  }

  /**
   * The leads who see a queue's work, by user name; where there is none, the administrators. At
   * most ten.
   */
  public List<Contact> leads(UUID queue, String side) {
    var leads = active(Roles.LEAD).stream().filter(p -> p.sight().has(queue, side)).toList();
    return (leads.isEmpty() ? active(Roles.ADMINISTRATOR) : leads)
        .stream().limit(MOST_LEADS).map(Contacts::contact).toList();
  }

  private List<Person> active(String role) {
    return people
        .find("role = ?1 and disabled = false order by username", role)
        .page(0, 500)
        .list();
  }

  /** The user names of all who are not deactivated. */
  public Set<String> usernames() {
    return people.find("disabled = false").page(0, 10_000).stream()
        .map(person -> person.username)
        .collect(Collectors.toSet());
  }

  private static Contact contact(Person person) {
    return new Contact(person.username, person.name, person.email);
  }
}
