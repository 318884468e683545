package dev.demarc.access;

import dev.demarc.shared.EmailAddress;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.TypedText;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The people who may sign in. */
@ApplicationScoped
public class People implements PanacheRepositoryBase<Person, UUID> {

  static final int PASSWORD_AT_LEAST = 12;

  /** One person, without their password. */
  public record Entry(String username, String name, String email, String role, boolean disabled) {}

  private final Clock clock;

  People(Clock clock) {
    this.clock = clock;
  }

  boolean isEmpty() {
    return count() == 0;
  }

  /**
   * @throws Problem where the name is taken or the password too short
   */
  @Transactional
  public void add(String username, String name, String email, String role, String password) {
    if (username == null || !username.matches("[a-z0-9][a-z0-9._-]{0,63}")) {
      throw Problem.invalid(
          "username", "use lower-case letters, digits, dots, hyphens; 64 characters at most");
    }
    if (role == null || !Set.of(Roles.ADMINISTRATOR, Roles.ANALYST).contains(role)) {
      throw Problem.invalid("role", "must be administrator or analyst");
    }
    requireLongEnough(password);
    if (find("username", username).count() > 0) {
      throw new Problem(ProblemType.CONFLICT, "There is a person named " + username + " already.");
    }
    var person = new Person();
    person.id = Ids.next();
    person.username = username;
    person.name = name == null || name.isBlank() ? username : TypedText.clean(name);
    person.email = EmailAddress.of(email).map(EmailAddress::value).orElse(null);
    person.role = role;
    person.passwordHash = BcryptUtil.bcryptHash(password);
    person.createdAt = clock.instant();
    persist(person);
  }

  @Transactional
  public void setPassword(String username, String password) {
    requireLongEnough(password);
    var person = find("username", username).firstResult();
    if (person == null) {
      throw Problem.notFound("There is no person named " + username + ".");
    }
    person.passwordHash = BcryptUtil.bcryptHash(password);
    getEntityManager()
        .createQuery("delete from Session where person = :person")
        .setParameter("person", person)
        .executeUpdate();
  }

  private static void requireLongEnough(String password) {
    if (password == null || password.length() < PASSWORD_AT_LEAST || password.length() > 72) {
      throw Problem.invalid("password", "must have 12 to 72 characters");
    }
  }

  /** By user name, 500 at most. */
  @Transactional
  public List<Entry> all() {
    return findAll(Sort.by("username")).page(0, 500).stream()
        .map(p -> new Entry(p.username, p.name, p.email, p.role, p.disabled))
        .toList();
  }

  @Transactional
  public boolean exists(String username) {
    return find("username = ?1 and disabled = false", username).count() > 0;
  }
}
