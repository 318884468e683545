package dev.demarc.mailboxes;

import dev.demarc.shared.Cursor;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The mailboxes that reports are read from, as people set them up. */
@ApplicationScoped
public class Mailboxes implements PanacheRepositoryBase<StoredMailbox, UUID> {

  private final MailboxCredentials signIns;
  private final ReadingJobs jobs;
  private final MailboxLimits limits;
  private final Clock clock;

  Mailboxes(MailboxCredentials signIns, ReadingJobs jobs, MailboxLimits limits, Clock clock) {
    this.signIns = signIns;
    this.jobs = jobs;
    this.limits = limits;
    this.clock = clock;
  }

  /** In the order they were set up. */
  @Transactional
  public Page<Mailbox> inOrder(@Nullable Integer limit, @Nullable String cursor) {
    int size = Page.limit(limit);
    var after = Cursor.decode(cursor);
    var query = after == null ? findAll(Sort.by("id")) : find("id > ?1", Sort.by("id"), after.id());
    var rows = query.range(0, size).stream().map(StoredMailbox::toMailbox).toList();
    return Page.of(rows, size, row -> new Cursor("", row.id()).encode());
  }

  /**
   * @throws Problem NOT_FOUND
   */
  @Transactional
  public Mailbox get(UUID id) {
    return stored(id, LockModeType.NONE).toMailbox();
  }

  /**
   * @throws Problem INVALID where a secret is missing; CONFLICT where the name is taken or secrets
   *     cannot be stored
   */
  @Transactional
  public Mailbox add(MailboxDefinition wanted, String actor) {
    requireFreeName(wanted.name(), null);
    var mailbox = new StoredMailbox();
    mailbox.id = Ids.next();
    return settle(mailbox, wanted, actor);
  }

  /**
   * @throws Problem NOT_FOUND; INVALID where the way there changes and no secret comes along
   */
  @Transactional
  public Mailbox change(UUID id, MailboxDefinition wanted, String actor) {
    var mailbox = stored(id, LockModeType.PESSIMISTIC_WRITE);
    requireFreeName(wanted.name(), id);
    return settle(mailbox, wanted, actor);
  }

  private Mailbox settle(StoredMailbox mailbox, MailboxDefinition wanted, String actor) {
    signIns.store(mailbox, wanted);
    mailbox.take(wanted);
    mailbox.startOver();
    mailbox.revision++;
    mailbox.changedAt = clock.instant();
    mailbox.changedBy = actor;
    persistAndFlush(mailbox);
    if (mailbox.enabled) {
      jobs.readSoon(mailbox.id);
    }
    return mailbox.toMailbox();
  }

  private void requireFreeName(@Nullable String name, @Nullable UUID but) {
    var there = find("name", name).firstResult();
    if (there != null && !there.id.equals(but)) {
      throw new Problem(ProblemType.CONFLICT, "There is a mailbox named " + name + " already.");
    }
  }

  /** Its mails and their reports stay where they are. */
  @Transactional
  public void remove(UUID id) {
    delete(stored(id, LockModeType.PESSIMISTIC_WRITE));
  }

  private StoredMailbox stored(UUID id, LockModeType lock) {
    var mailbox = lock == LockModeType.NONE ? findById(id) : findById(id, lock);
    if (mailbox == null) {
      throw Problem.notFound("There is no such mailbox.");
    }
    return mailbox;
  }

  /** Empty where the mailbox is gone or switched off. */
  @Transactional
  Optional<ImapSettings> wayIntoEnabled(UUID id) {
    return findByIdOptional(id).filter(m -> m.enabled).map(this::imap);
  }

  @Transactional
  ImapSettings wayInto(UUID id) {
    return imap(stored(id, LockModeType.NONE));
  }

  private ImapSettings imap(StoredMailbox mailbox) {
    return new ImapSettings(
        mailbox.id,
        mailbox.name,
        mailbox.revision,
        mailbox.host,
        mailbox.port,
        MailSecurity.valueOf(mailbox.security),
        mailbox.certificate,
        mailbox.username,
        signIns.password(mailbox),
        signIns.tokens(mailbox),
        mailbox.folder,
        mailbox.processedFolder,
        mailbox.failedFolder,
        Duration.ofSeconds(mailbox.pollSeconds),
        limits.answerWithin(),
        mailbox.uidValidity,
        mailbox.failingUid,
        mailbox.failingTimes);
  }

  /** Unless somebody changed the settings in the meantime. */
  @Transactional
  void storeRefreshToken(UUID id, int revision, String refreshToken) {
    findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
        .filter(mailbox -> mailbox.revision == revision && mailbox.refreshToken != null)
        .ifPresent(mailbox -> signIns.renewed(mailbox, refreshToken));
  }

  /** Enabled ones that nobody is going to read, 100 at most. */
  @Transactional
  @SuppressWarnings("unchecked")
  List<UUID> withoutJob() {
    return getEntityManager()
        .createNativeQuery(
            "select id from mailbox where enabled and not exists (select from mailbox_job where"
                + " task_name = :job and task_instance = cast(mailbox.id as text)) limit 100",
            UUID.class)
        .setParameter("job", ReadingJobs.READ.getTaskName())
        .getResultList();
  }

  /** The revisions of those that are there and enabled. */
  @Transactional
  Map<UUID, Integer> revisions(Collection<UUID> ids) {
    return find("id in ?1 and enabled", ids).project(Revision.class).stream()
        .collect(Collectors.toMap(Revision::id, Revision::revision));
  }

  /**
   * Waits for a change that is under way: it finds the mailbox's job at rest from then on.
   *
   * @return null where the mailbox is gone
   */
  @Transactional
  @Nullable Integer settledRevision(UUID id) {
    var mailbox = findById(id, LockModeType.PESSIMISTIC_READ);
    return mailbox == null ? null : mailbox.revision;
  }

  record Revision(UUID id, int revision) {}
}
