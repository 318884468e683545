package dev.demarc.publicform;

import dev.demarc.shared.Actor;
import dev.demarc.shared.Problem;
import dev.demarc.shared.SettingChanged;
import dev.demarc.shared.TypedText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether strangers may report by the form; off until an administrator switches it on. */
@ApplicationScoped
public class PublicFormSettings {

  private static final int LONGEST_DESK = 100;
  private static final State OFF = new State(false, "Abuse desk", true, null, null);

  /**
   * @param desk how the pages call whoever reads the reports
   * @param files whether files may come with a report and on its page
   * @param changedAt null where nobody has changed it yet
   */
  public record State(
      boolean enabled,
      String desk,
      boolean files,
      @Nullable Instant changedAt,
      @Nullable String changedBy) {}

  private final EntityManager database;
  private final Event<SettingChanged> changed;
  private final Clock clock;

  PublicFormSettings(EntityManager database, Event<SettingChanged> changed, Clock clock) {
    this.database = database;
    this.changed = changed;
    this.clock = clock;
  }

  @Transactional
  public State read() {
    List<?> rows =
        database
            .createNativeQuery(
                "select enabled, desk, files, changed_at, changed_by from public_form",
                Object[].class)
            .getResultList();
    if (rows.isEmpty()) {
      return OFF;
    }
    var row = (Object[]) rows.get(0);
    return new State(
        (Boolean) row[0], (String) row[1], (Boolean) row[2], (Instant) row[3], (String) row[4]);
  }

  /**
   * @throws Problem INVALID where the name is missing or too long
   */
  @Transactional
  public void change(boolean enabled, String desk, boolean files, Actor actor) {
    var name = TypedText.clean(desk);
    if (name == null || name.isBlank() || name.length() > LONGEST_DESK) {
      throw Problem.invalid("desk", "must be a name of at most 100 characters");
    }
    database
        .createNativeQuery(
            "insert into public_form (enabled, desk, files, changed_at, changed_by) values"
                + " (:enabled, :desk, :files, :at, :by) on conflict (one) do update set enabled ="
                + " excluded.enabled, desk = excluded.desk, files = excluded.files, changed_at ="
                + " excluded.changed_at, changed_by = excluded.changed_by")
        .setParameter("enabled", enabled)
        .setParameter("desk", name.strip())
        .setParameter("files", files)
        .setParameter("at", clock.instant())
        .setParameter("by", actor.name())
        .executeUpdate();
    changed.fire(
        new SettingChanged(
            "public form",
            (enabled ? "on" : "off")
                + ", as "
                + name.strip()
                + (files ? ", with files" : ", without files"),
            actor));
  }
}
