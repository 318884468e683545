package dev.demarc.casework.links;

import dev.demarc.casework.CaseVisibility;
import dev.demarc.shared.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The cases that were put into one. What people wrote there is shown on the timeline of the case
 * they went into, to those who see both; all of it stays on their own.
 */
@ApplicationScoped
public class MergedCases {

  /** So many are read along. */
  private static final int AT_MOST = 500;

  /** What Demarc did by itself on a case that is merged now tells nothing on the other. */
  private static final List<String> LEFT_OUT =
      List.of(
          "opened",
          "assessed",
          "routed",
          "joined",
          "mail",
          "follows",
          "related",
          "severity",
          "deadline",
          "merged",
          "unmerged");

  private final CaseVisibility visibility;
  private final EntityManager database;

  MergedCases(CaseVisibility visibility, EntityManager database) {
    this.visibility = visibility;
    this.database = database;
  }

  /** The keys of those that whoever asks sees, by their id; also of those merged into them. */
  public Map<UUID, String> of(UUID caseId) {
    var query =
        database.createNativeQuery(
            "with recursive merged(id) as (select cast(:case as uuid) union select m.id from"
                + " incident_case m join merged on m.merged_into = merged.id) select c.id, c.key"
                + " from incident_case c join merged on merged.id = c.id where c.id <> :case"
                + visibility.where("c")
                + " order by c.id desc limit "
                + AT_MOST,
            Tuple.class);
    query.setParameter("case", caseId);
    visibility.bind(query);
    List<?> rows = query.getResultList();
    var keys = new LinkedHashMap<UUID, String>();
    rows.stream()
        .map(Tuple.class::cast)
        .forEach(row -> keys.put(row.get(0, UUID.class), row.get(1, String.class)));
    return keys;
  }

  /** The ids of a page of the entries of a case and of those merged into it. */
  public List<UUID> entries(
      UUID caseId,
      Map<UUID, String> merged,
      @Nullable Cursor after,
      String afterIs,
      String order,
      int limit) {
    var query =
        database
            .createNativeQuery(
                "select e.id from unnest(cast(:cases as uuid[])) one(case_id) cross join lateral"
                    + " (select id from timeline_entry where case_id = one.case_id and"
                    + " (one.case_id = :case or kind <> all(:left))"
                    + (after == null ? "" : " and " + afterIs)
                    + " order by "
                    + order
                    + " limit :limit) e order by "
                    + order
                    + " limit :limit",
                UUID.class)
            .setParameter(
                "cases",
                Stream.concat(Stream.of(caseId), merged.keySet().stream()).toArray(UUID[]::new))
            .setParameter("case", caseId)
            .setParameter("left", LEFT_OUT.toArray(String[]::new))
            .setParameter("limit", limit);
    if (after != null) {
      query.setParameter("after", after.id());
    }
    List<?> ids = query.getResultList();
    return ids.stream().map(UUID.class::cast).toList();
  }
}
