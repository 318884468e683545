package dev.demarc.casework.dispatch;

import dev.demarc.access.Roles;
import dev.demarc.access.people.People;
import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.WorkItem;
import dev.demarc.casework.contents.CaseReport;
import dev.demarc.inventory.Inventory;
import dev.demarc.responsibility.Assessment;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.routing.OnCall;
import dev.demarc.routing.Queue;
import dev.demarc.routing.ReporterRecords;
import dev.demarc.routing.Route;
import dev.demarc.routing.Router;
import dev.demarc.routing.rules.Facts;
import dev.demarc.routing.rules.Gives;
import dev.demarc.routing.rules.Priority;
import dev.demarc.routing.rules.ReporterRecord;
import dev.demarc.shared.EmailAddress;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Asks the rules where a part of a case goes, and stores what they gave it. */
@ApplicationScoped
class WorkRouting {

  private final Router router;
  private final ReporterRecords records;
  private final OnCall onCall;
  private final Inventory inventory;
  private final People people;
  private final EntityManager database;
  private final Clock clock;

  /** What rules ask, what they answer with, and who is told. */
  WorkRouting(
      Router router,
      ReporterRecords records,
      OnCall onCall,
      Inventory inventory,
      People people,
      EntityManager database,
      Clock clock) {
    this.router = router;
    this.records = records;
    this.onCall = onCall;
    this.inventory = inventory;
    this.people = people;
    this.database = database;
    this.clock = clock;
  }

  Queue queue(UUID id) {
    return router.queue(id);
  }

  Route route(IncidentCase on, Side side, Assessment decision) {
    var first =
        database
            .createQuery("from CaseReport where caseId = :id order by reportId", CaseReport.class)
            .setParameter("id", on.id)
            .setMaxResults(1)
            .getResultStream()
            .findFirst();
    return router.route(
        records.complete(
            new Facts(
                side,
                decision.responsibility(),
                !decision.autoRoute(),
                decision.confidence(),
                decision.category(),
                decision.service(),
                on.severity,
                on.accountId,
                on.region,
                on.owner,
                Set.copyOf(on.tags),
                first.map(report -> report.reporter).orElse(null),
                first.map(report -> report.format).orElse(null),
                first.map(report -> report.channel).orElse(null),
                ReporterRecord.NONE)));
  }

  /** Stores what the rules gave a part, for what goes by it later. */
  void storeRoute(WorkItem item, Route route) {
    database.flush();
    var gives = route.gives();
    database
        .createNativeQuery(
            "insert into work_route (work_item_id, queue_id, version, rule, priority, clock_policy, playbook,"
                + " template, watchers, at) values (:item, :queue, :version, :rule, cast(:priority as"
                + " text), cast(:policy as text), cast(:playbook as text), cast(:template as"
                + " text), :watchers, :at) on conflict (work_item_id) do update set"
                + " queue_id = excluded.queue_id, playbook_missed = work_route.playbook_missed and"
                + " work_route.playbook is not distinct from excluded.playbook, template_missed ="
                + " work_route.template_missed and work_route.template is not distinct from"
                + " excluded.template, version ="
                + " excluded.version, rule = excluded.rule, priority = excluded.priority,"
                + " clock_policy = excluded.clock_policy, playbook = excluded.playbook, template ="
                + " excluded.template, watchers = excluded.watchers, at = excluded.at")
        .setParameter("item", item.id)
        .setParameter("queue", route.queue().id())
        .setParameter("version", route.version())
        .setParameter("rule", route.rule())
        .setParameter("priority", gives.priority() == null ? null : gives.priority().name())
        .setParameter("policy", gives.clockPolicy())
        .setParameter("playbook", gives.playbook())
        .setParameter("template", gives.template())
        .setParameter("watchers", gives.watchers().toArray(String[]::new))
        .setParameter("at", clock.instant())
        .executeUpdate();
  }

  /** What a part was given besides its queue when it was routed last. */
  Gives given(WorkItem item) {
    List<?> rows =
        database
            .createNativeQuery(
                "select priority, clock_policy, playbook, template, watchers from work_route where"
                    + " work_item_id = :item",
                Tuple.class)
            .setParameter("item", item.id)
            .getResultList();
    return rows.stream().findFirst().map(row -> given((Tuple) row)).orElse(Gives.NOTHING);
  }

  private static Gives given(Tuple row) {
    var priority = row.get("priority", String.class);
    return new Gives(
        null,
        priority == null ? null : Priority.valueOf(priority),
        row.get("clock_policy", String.class),
        row.get("playbook", String.class),
        row.get("template", String.class),
        List.of((String[]) row.get("watchers")));
  }

  /** The queue once for each address besides its own that is told, too. */
  List<Queue> watchers(IncidentCase on, WorkItem item, Queue queue, List<String> watchers) {
    var addresses = new LinkedHashSet<String>();
    for (var watcher : watchers) {
      switch (watcher) {
        case "owner" -> inventory.contactOf(on.owner, on.accountId).ifPresent(addresses::add);
        case "on-call" ->
            onCall
                .first(queue.id(), clock.instant())
                .flatMap(username -> addressOf(username, queue, item.side))
                .ifPresent(addresses::add);
        default ->
            (watcher.contains("@") ? Optional.of(watcher) : addressOf(watcher, queue, item.side))
                .ifPresent(addresses::add);
      }
    }
    addresses.remove(queue.email());
    return addresses.stream().map(queue::withEmail).toList();
  }

  /** Empty for somebody who has left, or who does not see the work themselves. */
  private Optional<String> addressOf(String username, Queue queue, Side side) {
    try {
      return Optional.of(people.get(username))
          .filter(person -> !person.disabled())
          .filter(
              person ->
                  person.role().equals(Roles.ADMINISTRATOR)
                      || (person.queues().isEmpty() || person.queues().contains(queue.slug()))
                          && (person.side() == null || person.side().equals(side.slug())))
          .map(People.PersonEntry::email)
          .filter(Objects::nonNull)
          .flatMap(EmailAddress::of)
          .map(EmailAddress::value);
    } catch (Problem gone) {
      return Optional.empty();
    }
  }
}
