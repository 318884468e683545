package dev.demarc.casework;

import com.fasterxml.jackson.databind.JsonNode;
import dev.demarc.casework.changes.CaseFields;
import dev.demarc.casework.changes.ChangeLog;
import dev.demarc.casework.changes.Difference;
import dev.demarc.shared.Actor;
import dev.demarc.shared.ChangeUnderWay;
import dev.demarc.shared.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.function.Supplier;

/**
 * Makes a change of a case one that whoever makes it can take back: what it made of the case's
 * fields is recorded in the transaction that makes it, and the entries and mails that it causes
 * name it.
 */
@ApplicationScoped
public class Changes {

  private final CaseFields fields;
  private final ChangeLog log;

  Changes(CaseFields fields, ChangeLog log) {
    this.fields = fields;
    this.log = log;
  }

  public void record(IncidentCase on, String kind, Actor actor, Runnable work) {
    record(
        on,
        kind,
        actor,
        () -> {
          work.run();
          return null;
        });
  }

  /**
   * A change within a change of the same case is part of that; one of another case within it is
   * taken back together with it. What the engine does is not recorded.
   *
   * @param on held by the caller
   * @param work says what it does on the timeline, or is not recorded; gives what a {@link
   *     dev.demarc.casework.changes.Reversal} of this kind has to know beyond the case's fields, or
   *     null
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void record(IncidentCase on, String kind, Actor actor, Supplier<JsonNode> work) {
    boolean inIt = ChangeUnderWay.current().filter(change -> change.isOf(on.id)).isPresent();
    if (inIt || !isSomebody(actor)) {
      work.get();
      return;
    }
    var before = fields.of(on.id);
    var details = new JsonNode[1];
    var change = ChangeUnderWay.run(Ids.next(), on.id, () -> details[0] = work.get());
    var summary = change.summary();
    if (summary != null) {
      log.add(
          change, summary, on.id, kind, actor, Difference.of(before, fields.of(on.id)), details[0]);
    }
  }

  private static boolean isSomebody(Actor actor) {
    return actor.kind() == Actor.Kind.PERSON || actor.kind() == Actor.Kind.API_KEY;
  }
}
