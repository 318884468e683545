package dev.demarc.drafts;

import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** How a person wants the console; what they have not chosen is as it comes. */
@ApplicationScoped
public class ConsoleSettings {

  private static final int LONGEST = 2_000;

  /** What can be chosen. */
  public enum Name {
    QUEUE_COLUMNS,
    KEYS
  }

  private final EntityManager database;

  ConsoleSettings(EntityManager database) {
    this.database = database;
  }

  @Transactional
  public Optional<String> of(String person, Name name) {
    return database
        .createNativeQuery(
            "select value from console_setting where person = :person and name = :name",
            String.class)
        .setParameter("person", person)
        .setParameter("name", name.name())
        .getResultStream()
        .map(String.class::cast)
        .findFirst();
  }

  /**
   * @throws Problem INVALID where it is too long to be a choice
   */
  @Transactional
  public void set(String person, Name name, String value) {
    if (value.length() > LONGEST) {
      throw Problem.invalid("value", "must have at most " + LONGEST + " characters");
    }
    database
        .createNativeQuery(
            "insert into console_setting (person, name, value) select :person, :name, :value where"
                + " exists (select from person where username = :person) on conflict (person,"
                + " name) do update set value = excluded.value")
        .setParameter("person", person)
        .setParameter("name", name.name())
        .setParameter("value", value)
        .executeUpdate();
  }
}
