package dev.demarc.casework.merging;

import dev.demarc.casework.Cases;
import dev.demarc.casework.WorkStatus;
import dev.demarc.casework.merging.MergeCandidates.Found;
import dev.demarc.casework.merging.MergePreview.EndingPart;
import dev.demarc.casework.merging.MergePreview.MergedCase;
import dev.demarc.routing.Queue;
import dev.demarc.routing.Router;
import dev.demarc.shared.Actor;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Shows what a merge would move, end and show to others, before it is done. */
@ApplicationScoped
public class MergePreviews {

  private final MergeCandidates candidates;
  private final MergedContents contents;
  private final Cases cases;
  private final Router router;

  MergePreviews(MergeCandidates candidates, MergedContents contents, Cases cases, Router router) {
    this.candidates = candidates;
    this.contents = contents;
    this.cases = cases;
    this.router = router;
  }

  /**
   * What {@link Merges#merge(MergeWish, Actor)} would do; changes nothing.
   *
   * @throws Problem as that
   */
  @Transactional
  public MergePreview of(MergeWish wish) {
    var found = candidates.of(wish, false);
    var into = found.into();
    var queues = router.queues().stream().collect(Collectors.toMap(Queue::id, q -> q));
    int reports = found.from().stream().mapToInt(one -> one.reportCount).sum();
    return new MergePreview(
        into.key,
        into.title,
        found.from().stream()
            .map(one -> new MergedCase(one.key, one.title, one.reportCount, one.version))
            .toList(),
        found.refused(),
        reports,
        into.reportCount + reports,
        contents.indicatorsAdded(found.fromIds(), into.id),
        contents.participantsAdded(found.fromIds(), into.id),
        found.worst().severity,
        found.strictest(),
        ending(found, queues),
        seenThenBy(found, queues));
  }

  private static List<EndingPart> ending(Found found, Map<UUID, Queue> queues) {
    var keys = found.from().stream().collect(Collectors.toMap(one -> one.id, one -> one.key));
    return found.items().stream()
        .filter(item -> item.status.isOpen())
        .map(
            item ->
                new EndingPart(
                    keys.get(item.caseId),
                    item.side,
                    queue(queues, item.queueId).slug(),
                    item.assignee))
        .sorted(Comparator.comparing(EndingPart::key).thenComparing(EndingPart::side))
        .toList();
  }

  /** Who works the case that is left reads all of it, and so what the others brought. */
  private static Queue queue(Map<UUID, Queue> queues, UUID id) {
    return Objects.requireNonNull(queues.get(id), "a queue that has work is there");
  }

  private List<String> seenThenBy(Found found, Map<UUID, Queue> queues) {
    var before =
        found.items().stream()
            .filter(item -> item.status != WorkStatus.WITHDRAWN)
            .collect(
                Collectors.groupingBy(
                    item -> item.queueId,
                    Collectors.mapping(item -> item.caseId, Collectors.toSet())));
    return cases.workItems(found.into()).stream()
        .filter(item -> item.status != WorkStatus.WITHDRAWN)
        .map(item -> item.queueId)
        .distinct()
        .filter(queue -> !before.getOrDefault(queue, Set.of()).containsAll(found.fromIds()))
        .map(queue -> queue(queues, queue).name())
        .toList();
  }
}
