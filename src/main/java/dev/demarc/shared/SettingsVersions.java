package dev.demarc.shared;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The stored versions of one kind of settings. To be called in a transaction. */
public final class SettingsVersions<V extends SettingsVersion> {

  private final EntityManager database;
  private final Class<V> kind;
  private final String table;
  private final Function<UUID, String> missing;

  /**
   * @param missing says that there is none of an id
   */
  public SettingsVersions(
      EntityManager database, Class<V> kind, String table, Function<UUID, String> missing) {
    this.database = database;
    this.kind = kind;
    this.table = table;
    this.missing = missing;
  }

  /** All versions, newest first. */
  public <T> Page<T> list(
      @Nullable Integer limit, @Nullable String cursor, Function<V, T> view, Function<T, UUID> id) {
    int size = Page.limit(limit);
    var after = Cursor.decode(cursor);
    var query =
        database
            .createQuery(
                "from "
                    + kind.getSimpleName()
                    + (after == null ? "" : " where id < :after")
                    + " order by id desc",
                kind)
            .setMaxResults(size + 1);
    if (after != null) {
      query.setParameter("after", after.id());
    }
    return Page.of(
        query.getResultStream().map(view).toList(),
        size,
        shown -> new Cursor("", id.apply(shown)).encode());
  }

  /**
   * @throws Problem NOT_FOUND
   */
  public V find(UUID id, LockModeType lock) {
    var found = database.find(kind, id, lock);
    if (found == null) {
      throw Problem.notFound(missing.apply(id));
    }
    return found;
  }

  /**
   * Takes a draft to change it.
   *
   * @param version that whoever changes it had read; null where they did not say
   * @throws Problem NOT_FOUND; CONFLICT where it is no draft; OUT_OF_DATE
   */
  public V takeDraft(UUID id, @Nullable Integer version) {
    // the table first, as whoever puts a draft in force has it before that draft's row
    oneAtATime();
    var draft = find(id, LockModeType.PESSIMISTIC_WRITE);
    draft.requireDraft(version);
    return draft;
  }

  /** Whoever changes a version, or puts one in force, does so after the other. */
  public void oneAtATime() {
    database
        .createNativeQuery("lock table " + table + " in share row exclusive mode")
        .executeUpdate();
  }
}
