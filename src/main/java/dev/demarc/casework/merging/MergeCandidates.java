package dev.demarc.casework.merging;

import dev.demarc.casework.CaseStatus;
import dev.demarc.casework.CaseVisibility;
import dev.demarc.casework.Cases;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.Tlp;
import dev.demarc.casework.WorkItem;
import dev.demarc.casework.merging.MergePreview.Refused;
import dev.demarc.casework.work.WorkPermissions;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds out which of the cases that somebody wants to merge can be, and into which. */
@ApplicationScoped
class MergeCandidates {

  /**
   * @param from those that can go, the first opened first
   * @param items their parts
   * @param refused those that cannot, and why
   */
  public record Found(
      IncidentCase into, List<IncidentCase> from, List<WorkItem> items, List<Refused> refused) {

    List<UUID> fromIds() {
      return from.stream().map(one -> one.id).toList();
    }

    /** The severest of them all. */
    IncidentCase worst() {
      var worst = from.stream().max(Comparator.comparing(one -> one.severity)).orElseThrow();
      return worst.severity.compareTo(into.severity) > 0 ? worst : into;
    }

    Tlp strictest() {
      return from.stream().map(one -> one.tlp).reduce(into.tlp, Tlp::stricter);
    }
  }

  private final Cases cases;
  private final CaseVisibility visibility;
  private final WorkPermissions permissions;
  private final EntityManager database;

  MergeCandidates(
      Cases cases, CaseVisibility visibility, WorkPermissions permissions, EntityManager database) {
    this.cases = cases;
    this.visibility = visibility;
    this.permissions = permissions;
    this.database = database;
  }

  /**
   * @param lock whether they are held until the transaction ends, in the order of their keys, so
   *     that two merges cannot wait for each other
   * @throws Problem NOT_FOUND, CONFLICT or OUT_OF_DATE where nothing can go into {@code into};
   *     CONFLICT where none of the others can go
   */
  Found of(MergeWish wish, boolean lock) {
    var seen = seen(keys(wish), lock);
    var ledTo = ledTo(seen.values());
    var refused = new ArrayList<Refused>();
    var wanted = new ArrayList<IncidentCase>();
    for (var key : wish.cases()) {
      var problem = problem(key, seen.get(key.value()), ledTo, wish.expected(key));
      if (problem == null) {
        wanted.add(seen.get(key.value()));
      } else {
        refused.add(new Refused(key.value(), problem.getMessage()));
      }
    }
    wanted.sort(Comparator.comparing((IncidentCase one) -> one.openedAt).thenComparing(c -> c.id));
    var into = into(wish, seen, ledTo, wanted, refused);
    wanted.remove(into);
    var items = items(wanted);
    wanted.removeIf(one -> isAnothers(one, items, refused));
    if (wanted.isEmpty()) {
      throw new Problem(ProblemType.CONFLICT, nothing(refused));
    }
    var going = wanted.stream().map(one -> one.id).collect(Collectors.toSet());
    return new Found(
        into,
        List.copyOf(wanted),
        items.stream().filter(item -> going.contains(item.caseId)).toList(),
        List.copyOf(refused));
  }

  /**
   * One that the caller holds, and where it goes.
   *
   * @throws Problem FORBIDDEN where a part of another team's is open
   */
  Found one(IncidentCase from, IncidentCase into) {
    var items = items(List.of(from));
    permissions.requireAll(items);
    return new Found(into, List.of(from), items, List.of());
  }

  private static Set<String> keys(MergeWish wish) {
    return Stream.concat(wish.cases().stream(), Stream.ofNullable(wish.into()))
        .map(CaseKey::value)
        .collect(Collectors.toSet());
  }

  private Map<String, IncidentCase> seen(Set<String> keys, boolean lock) {
    var found =
        database
            .createQuery("from IncidentCase where key in :keys order by id", IncidentCase.class)
            .setParameter("keys", keys)
            .setLockMode(lock ? LockModeType.PESSIMISTIC_WRITE : LockModeType.NONE)
            .getResultList();
    var visible = visibility.seenOf(found.stream().map(one -> one.key).toList());
    return found.stream()
        .filter(one -> visible.contains(one.key))
        .collect(Collectors.toMap(one -> one.key, one -> one, (a, b) -> a, LinkedHashMap::new));
  }

  /** The keys of the cases that the merged ones of these went into. */
  private Map<UUID, String> ledTo(Collection<IncidentCase> seen) {
    var ids = seen.stream().map(one -> one.mergedInto).filter(Objects::nonNull).toList();
    return ids.isEmpty()
        ? Map.of()
        : database
            .createQuery("from IncidentCase where id in :ids", IncidentCase.class)
            .setParameter("ids", ids)
            .getResultStream()
            .collect(Collectors.toMap(one -> one.id, one -> one.key));
  }

  /** Null where nothing speaks against it. */
  private static Problem none(CaseKey key) {
    return Problem.notFound("There is no case " + key + ".");
  }

  private @Nullable Problem problem(
      CaseKey key,
      @Nullable IncidentCase found,
      Map<UUID, String> ledTo,
      ExpectedVersion expected) {
    if (found == null) {
      return none(key);
    }
    if (found.status == CaseStatus.MERGED) {
      var into = ledTo.get(found.mergedInto);
      return new Problem(
          ProblemType.CONFLICT,
          visibility.withoutUnseen(key + " was merged into " + into + "; work on that one."));
    }
    if (found.status != CaseStatus.OPEN) {
      return new Problem(
          ProblemType.CONFLICT, key + " is closed; reopen it first (DELETE its closure).");
    }
    try {
      cases.require(found, expected);
      return null;
    } catch (Problem outOfDate) {
      return outOfDate;
    }
  }

  private IncidentCase into(
      MergeWish wish,
      Map<String, IncidentCase> seen,
      Map<UUID, String> ledTo,
      List<IncidentCase> wanted,
      List<Refused> refused) {
    if (wish.into() != null) {
      var into = seen.get(wish.into().value());
      var problem = problem(wish.into(), into, ledTo, wish.expected(wish.into()));
      if (problem != null || into == null) {
        throw problem != null ? problem : none(wish.into());
      }
      return into;
    }
    if (wanted.isEmpty()) {
      throw new Problem(ProblemType.CONFLICT, nothing(refused));
    }
    return wanted.get(0);
  }

  private List<WorkItem> items(List<IncidentCase> of) {
    return of.isEmpty()
        ? List.of()
        : database
            .createQuery("from WorkItem where caseId in :ids order by side", WorkItem.class)
            .setParameter("ids", of.stream().map(one -> one.id).toList())
            .getResultList();
  }

  /** Whoever works one part of a case ends no other. */
  private boolean isAnothers(IncidentCase one, List<WorkItem> items, List<Refused> refused) {
    try {
      permissions.requireAll(items.stream().filter(i -> i.caseId.equals(one.id)).toList());
      return false;
    } catch (Problem forbidden) {
      refused.add(new Refused(one.key, forbidden.getMessage()));
      return true;
    }
  }

  private static String nothing(List<Refused> refused) {
    var why = new HashSet<String>();
    refused.forEach(one -> why.add(one.key() + ": " + one.detail()));
    return "None of these cases can be merged. "
        + why.stream().sorted().limit(10).collect(Collectors.joining(" "));
  }
}
