package dev.demarc.access;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.ConfigMapping;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Optional;

/**
 * Makes the first administrator and the first key, and knows them until the announcement is made.
 */
@ApplicationScoped
public class FirstStart {

  /**
   * @param password null where it came from the configuration: whoever set it knows it
   * @param apiKey null where it came from the configuration
   */
  public record Credentials(String user, String password, String apiKey) {}

  @ConfigMapping(prefix = "demarc.bootstrap")
  interface Settings {
    Optional<String> adminPassword();

    Optional<String> apiKey();
  }

  private final EntityManager database;
  private final People people;
  private final ApiKeys keys;
  private final Settings settings;
  private Credentials credentials;

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

  @Transactional
  void prepare(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent event) {
    // several nodes may start on an empty database at once
    database.createNativeQuery("select 1 from pg_advisory_xact_lock(4201)").getSingleResult();
    if (people.isEmpty()) {
      var password = settings.adminPassword().orElseGet(Secret::password);
      people.add("admin", "Administrator", null, Roles.ADMINISTRATOR, password);
      var key =
          settings.apiKey().isEmpty() ? keys.create("first-start", Roles.ANALYST, "Demarc") : null;
      credentials =
          new Credentials("admin", settings.adminPassword().isPresent() ? null : password, key);
    }
    settings.apiKey().ifPresent(key -> keys.keep("bootstrap", key, Roles.ADMINISTRATOR));
  }
}
