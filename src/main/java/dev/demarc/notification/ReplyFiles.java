package dev.demarc.notification;

import dev.demarc.notification.relay.NewFile;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import dev.demarc.shared.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The desk's own files that go out with replies. They are kept with a draft until it is sent, and
 * then with the change that sent it, which its mails and its entry on the timeline name, too. What
 * they hold is not looked at: they are the desk's, unlike what came with a report.
 */
@ApplicationScoped
public class ReplyFiles {

  public static final int MOST_FILES = 10;

  /** Together; encoded for a mail that is below 10 MB, which most receivers take. */
  public static final int MOST_BYTES = 7 << 20;

  public static final String TOO_LARGE =
      "the files of a reply may have at most 7 MiB (7,340,032 bytes) together";

  private static final String COLUMNS =
      "select id, name, content_type, size, sha256, added_by, added_at, change_id from reply_file";

  private final EntityManager database;
  private final Clock clock;

  ReplyFiles(EntityManager database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Keeps files with a person's draft on a case.
   *
   * @throws Problem INVALID where they are too many or too large
   */
  @Transactional
  public void attach(UUID caseId, String person, List<NewFile> files) {
    var there = ofDraft(caseId, person);
    long bytes = there.stream().mapToLong(ReplyFile::size).sum();
    check(there.size() + files.size(), bytes + bytes(files));
    files.forEach(file -> insert(caseId, person, null, person, file));
  }

  private static long bytes(List<NewFile> files) {
    return files.stream().mapToLong(file -> file.content().length).sum();
  }

  private static void check(int files, long bytes) {
    if (files > MOST_FILES) {
      throw Problem.invalid("attachments", "a reply may have at most " + MOST_FILES + " files");
    }
    if (bytes > MOST_BYTES) {
      throw Problem.invalid("attachments", TOO_LARGE);
    }
  }

  private void insert(
      UUID caseId, @Nullable String draftOf, @Nullable UUID change, String by, NewFile file) {
    database
        .createNativeQuery(
            "insert into reply_file (id, case_id, draft_of, change_id, name, content_type, size,"
                + " sha256, content, added_by, added_at) values (:id, :case, :draftOf, cast(:change"
                + " as uuid), :name, :type, :size, :sha256, :content, :by, cast(:now as"
                + " timestamptz))")
        .setParameter("id", Ids.next())
        .setParameter("case", caseId)
        .setParameter("draftOf", draftOf)
        .setParameter("change", change == null ? null : change.toString())
        .setParameter("name", file.name())
        .setParameter("type", file.contentType())
        .setParameter("size", file.content().length)
        .setParameter("sha256", HexFormat.of().formatHex(Sha256.of(file.content())))
        .setParameter("content", file.content())
        .setParameter("by", by)
        .setParameter("now", clock.instant())
        .executeUpdate();
  }

  /** Those of a person's draft, as they were added. */
  @Transactional
  public List<ReplyFile> ofDraft(UUID caseId, String person) {
    List<?> rows =
        database
            .createNativeQuery(
                COLUMNS
                    + " where draft_of = :person and case_id = :case order by added_at, id limit "
                    + 2 * MOST_FILES,
                Object[].class)
            .setParameter("person", person)
            .setParameter("case", caseId)
            .getResultList();
    return rows.stream().map(row -> file((Object[]) row)).toList();
  }

  /** Takes a file out of a draft; what is not there stays away. */
  @Transactional
  public void remove(UUID caseId, String person, UUID id) {
    database
        .createNativeQuery(
            "delete from reply_file where id = :id and case_id = :case and draft_of = :person")
        .setParameter("id", id)
        .setParameter("case", caseId)
        .setParameter("person", person)
        .executeUpdate();
  }

  @Transactional
  public void removeAll(UUID caseId, String person) {
    database
        .createNativeQuery("delete from reply_file where case_id = :case and draft_of = :person")
        .setParameter("case", caseId)
        .setParameter("person", person)
        .executeUpdate();
  }

  /**
   * Gives a change the files that it sends, within its transaction.
   *
   * @return their names
   * @throws Problem INVALID where they are too many or too large
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public List<String> send(UUID caseId, UUID change, String by, FilesToSend files) {
    if (files.draftOf() != null) {
      database
          .createNativeQuery(
              "update reply_file set draft_of = null, change_id = :change where case_id = :case and"
                  + " draft_of = :person")
          .setParameter("change", change)
          .setParameter("case", caseId)
          .setParameter("person", files.draftOf())
          .executeUpdate();
    }
    check(files.added().size(), bytes(files.added()));
    files.added().forEach(file -> insert(caseId, null, change, by, file));
    var sent = ofChange(change);
    check(sent.size(), sent.stream().mapToLong(ReplyFile::size).sum());
    return sent.stream().map(ReplyFile::name).toList();
  }

  private List<ReplyFile> ofChange(UUID change) {
    List<?> rows =
        database
            .createNativeQuery(
                COLUMNS + " where change_id = :change order by added_at, id", Object[].class)
            .setParameter("change", change)
            .getResultList();
    return rows.stream().map(row -> file((Object[]) row)).toList();
  }

  /** Those that were sent on a case, latest first; 500 at most. */
  @Transactional
  public List<ReplyFile> ofCase(UUID caseId) {
    List<?> rows =
        database
            .createNativeQuery(
                COLUMNS
                    + " where case_id = :case and change_id is not null order by added_at desc, id"
                    + " desc limit 500",
                Object[].class)
            .setParameter("case", caseId)
            .getResultList();
    return rows.stream().map(row -> file((Object[]) row)).toList();
  }

  /** Those that a mail of the outbox has, without their bytes. */
  @Transactional
  public List<ReplyFile> ofMail(UUID mail) {
    List<?> rows =
        database
            .createNativeQuery(
                COLUMNS
                    + " where change_id = (select change_id from outbox where id = :mail and kind ="
                    + " :kind) order by added_at, id",
                Object[].class)
            .setParameter("mail", mail)
            .setParameter("kind", Notifications.NOTE)
            .getResultList();
    return rows.stream().map(row -> file((Object[]) row)).toList();
  }

  /** As they go out with a mail. */
  @Transactional
  List<NewFile> contentsOfMail(UUID mail) {
    List<?> rows =
        database
            .createNativeQuery(
                "select name, content_type, content from reply_file where change_id = (select"
                    + " change_id from outbox where id = :mail and kind = :kind) order by added_at,"
                    + " id",
                Object[].class)
            .setParameter("mail", mail)
            .setParameter("kind", Notifications.NOTE)
            .getResultList();
    return rows.stream().map(row -> content((Object[]) row)).toList();
  }

  /**
   * One that was sent, or that is in this person's draft.
   *
   * @param person null for whoever writes no drafts
   */
  @Transactional
  public Optional<NewFile> content(UUID caseId, UUID id, @Nullable String person) {
    return database
        .createNativeQuery(
            "select name, content_type, content from reply_file where id = :id and case_id = :case"
                + " and (draft_of is null or draft_of = cast(:person as text))",
            Object[].class)
        .setParameter("id", id)
        .setParameter("case", caseId)
        .setParameter("person", person)
        .getResultStream()
        .map(row -> content((Object[]) row))
        .findFirst();
  }

  private static NewFile content(Object[] row) {
    return new NewFile((String) row[0], (String) row[1], (byte[]) row[2]);
  }

  private static ReplyFile file(Object[] row) {
    var at = row[6] instanceof Timestamp stamp ? stamp.toInstant() : (Instant) row[6];
    return new ReplyFile(
        (UUID) row[0],
        (String) row[1],
        (String) row[2],
        (Integer) row[3],
        (String) row[4],
        (String) row[5],
        at,
        (UUID) row[7]);
  }
}
