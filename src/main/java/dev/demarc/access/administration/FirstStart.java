package dev.demarc.access.administration;

import dev.demarc.access.Caller;
import dev.demarc.access.Roles;
import dev.demarc.access.Secret;
import dev.demarc.access.keys.ApiKeys;
import dev.demarc.access.people.People;
import dev.demarc.access.people.Person;
import dev.demarc.shared.AdvisoryLock;
import dev.demarc.shared.Problem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMapping;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import jakarta.persistence.EntityManager;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the first administrator and the first key, and knows them until the announcement is made.
 */
@ApplicationScoped
public class FirstStart {

  /**
   * @param password null where it came from the configuration: whoever set it knows it
   * @param apiKey null where it came from the configuration
   */
  public record Credentials(String user, @Nullable String password, @Nullable String apiKey) {}

  @ConfigMapping(prefix = "demarc.bootstrap")
  interface Settings {
    Optional<String> adminPassword();

    Optional<String> apiKey();
  }

  private static final String CONFIGURED = "bootstrap";

  private final EntityManager database;
  private final People people;
  private final ApiKeys keys;
  private final Settings settings;
  private @Nullable Credentials credentials;

  FirstStart(EntityManager database, People people, ApiKeys keys, Settings settings) {
    this.database = database;
    this.people = people;
    this.keys = keys;
    this.settings = settings;
  }

  /** Empty on every start but the first. */
  public Optional<Credentials> credentials() {
    return Optional.ofNullable(credentials);
  }

  /** The password is hashed before the transaction, in which several nodes may compete. */
  void prepare(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent event) {
    var made = settings.adminPassword().isPresent() ? null : Secret.password();
    var password = settings.adminPassword().orElse(made);
    if (QuarkusTransaction.requiringNew().call(people::isEmpty)) {
      var person = firstAdministrator(password);
      QuarkusTransaction.requiringNew().run(() -> add(person, made));
    }
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              takeTurn();
              settings
                  .apiKey()
                  .ifPresent(key -> keys.storeConfigured(CONFIGURED, key, Roles.ADMINISTRATOR));
            });
  }

  private Person firstAdministrator(@Nullable String password) {
    try {
      return people.prepareFirst(
          new People.Wanted("admin", "Administrator", null, Roles.ADMINISTRATOR, password));
    } catch (Problem refused) {
      throw new ConfigurationException(
          "demarc.bootstrap.admin-password (DEMARC_BOOTSTRAP_ADMIN_PASSWORD) cannot be used: "
              + refused.getMessage()
              + ".");
    }
  }

  private void add(Person administrator, @Nullable String made) {
    takeTurn();
    if (!people.isEmpty()) {
      return;
    }
    people.add(administrator, Caller.SYSTEM);
    var key =
        settings.apiKey().isEmpty() ? keys.create("first-start", Roles.ANALYST, "Demarc") : null;
    credentials = new Credentials(administrator.username, made, key);
  }

  /** Several nodes may start on an empty database at once. */
  private void takeTurn() {
    AdvisoryLock.FIRST_START.take(database);
  }
}
