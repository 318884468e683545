package dev.demarc.console.cases;

import dev.demarc.access.CurrentActor;
import dev.demarc.notification.ReplyFile;
import dev.demarc.notification.ReplyFiles;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The files of replies, for the page that shows a case or a mail. */
@Named("replyFiles")
@RequestScoped
public class SentFiles {

  private final ReplyFiles files;
  private final CurrentActor actor;

  /** A timeline asks for each of its entries. */
  private final Map<UUID, Map<UUID, List<ReplyFile>>> byCase = new HashMap<>();

  SentFiles(ReplyFiles files, CurrentActor actor) {
    this.files = files;
    this.actor = actor;
  }

  /** Those of the reply that whoever looks is writing. */
  public List<ReplyFile> ofDraft(UUID caseId) {
    return files.ofDraft(caseId, actor.username());
  }

  /**
   * @param change null where the entry tells of none
   */
  public List<ReplyFile> ofChange(UUID caseId, @Nullable UUID change) {
    return change == null
        ? List.of()
        : byCase
            .computeIfAbsent(
                caseId,
                id -> files.ofCase(id).stream().collect(Collectors.groupingBy(ReplyFile::change)))
            .getOrDefault(change, List.of());
  }

  public List<ReplyFile> ofMail(UUID mail) {
    return files.ofMail(mail);
  }
}
