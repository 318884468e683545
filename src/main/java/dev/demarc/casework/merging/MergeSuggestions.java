package dev.demarc.casework.merging;

import dev.demarc.casework.CaseStatus;
import dev.demarc.casework.CaseVisibility;
import dev.demarc.casework.Cases;
import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.contents.CaseIndicators;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Category;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Which open cases look like the same matter as one. Correlation joins only what is sure; a person
 * who looks at a case wants to see what is likely, too.
 */
@ApplicationScoped
public class MergeSuggestions {

  private static final int AT_MOST = 10;

  /** Of a case that names very many things, the most telling are compared. */
  private static final int INDICATORS = 30;

  private static final Duration NEAR = Duration.ofDays(14);

  /** Of a thing that very many cases name, the latest are looked at. */
  private static final String BY_INDICATORS =
      "select i.type, i.value, o.id from (select type, value from case_indicator where case_id ="
          + " :case and role in ('SOURCE', 'RESOURCE') order by reports desc, type, value limit "
          + INDICATORS
          + ") i cross join lateral (select c.id from (select case_id from case_indicator x where"
          + " x.value = i.value and x.type = i.type and x.role in ('SOURCE', 'RESOURCE') and"
          + " x.case_id <> :case order by x.case_id desc limit 300) named join incident_case c on"
          + " c.id = named.case_id and c.status = 'OPEN' limit 20) o";

  private static final String BY_ACCOUNT =
      "select c.id from incident_case c where c.account_id = :account and c.category = :category and"
          + " c.status = 'OPEN' and c.last_report_at > :since and c.id <> :case order by"
          + " c.last_report_at desc limit 20";

  private final Cases cases;
  private final CaseVisibility visibility;
  private final EntityManager database;
  private final Clock clock;

  MergeSuggestions(Cases cases, CaseVisibility visibility, EntityManager database, Clock clock) {
    this.cases = cases;
    this.visibility = visibility;
    this.database = database;
    this.clock = clock;
  }

  /**
   * Those that whoever asks sees, the most alike first, {@value #AT_MOST} at most; none for a case
   * that is not open.
   *
   * @throws Problem NOT_FOUND
   */
  @Transactional
  public List<MergeSuggestion> of(CaseKey key) {
    var on = cases.read(key);
    if (on.status != CaseStatus.OPEN) {
      return List.of();
    }
    var alike = new HashMap<UUID, Likeness>();
    compareIndicators(on, alike);
    compareAccounts(on, alike);
    return alike.isEmpty() ? List.of() : suggestions(on, alike);
  }

  private void compareIndicators(IncidentCase on, Map<UUID, Likeness> alike) {
    List<?> rows =
        database
            .createNativeQuery(BY_INDICATORS, Tuple.class)
            .setParameter("case", on.id)
            .getResultList();
    for (Object each : rows) {
      var row = (Tuple) each;
      CaseIndicators.type(row.get(0))
          .ifPresent(
              type -> of(alike, row.get(2, UUID.class)).bothName(type, row.get(1, String.class)));
    }
  }

  private void compareAccounts(IncidentCase on, Map<UUID, Likeness> alike) {
    if (on.accountId == null) {
      return;
    }
    List<?> rows =
        database
            .createNativeQuery(BY_ACCOUNT, UUID.class)
            .setParameter("account", on.accountId)
            .setParameter("category", on.category)
            .setParameter("since", clock.instant().minus(NEAR))
            .setParameter("case", on.id)
            .getResultList();
    rows.forEach(id -> of(alike, (UUID) id).sameAccount(on.accountId));
  }

  private static Likeness of(Map<UUID, Likeness> alike, UUID id) {
    return alike.computeIfAbsent(id, any -> new Likeness());
  }

  private List<MergeSuggestion> suggestions(IncidentCase on, Map<UUID, Likeness> alike) {
    Query query =
        database
            .createNativeQuery(
                "select c.id, c.key, c.title, c.category, c.report_count, c.opened_at, c.version"
                    + " from incident_case c where c.id = any(:ids)"
                    + visibility.where("c"),
                Tuple.class)
            .setParameter("ids", alike.keySet().toArray(UUID[]::new));
    visibility.bind(query);
    List<?> rows = query.getResultList();
    return rows.stream()
        .map(Tuple.class::cast)
        .filter(row -> isAlike(on, row, of(alike, row.get(0, UUID.class))))
        .sorted(
            Comparator.comparing((Tuple row) -> -of(alike, row.get(0, UUID.class)).score())
                .thenComparing(row -> row.get(1, String.class)))
        .limit(AT_MOST)
        .map(row -> suggestion(row, of(alike, row.get(0, UUID.class))))
        .toList();
  }

  private static boolean isAlike(IncidentCase on, Tuple row, Likeness likeness) {
    if (on.category.equals(row.get(3, String.class))) {
      likeness.sameCategory();
    }
    return likeness.isAny();
  }

  private static MergeSuggestion suggestion(Tuple row, Likeness likeness) {
    return new MergeSuggestion(
        row.get(1, String.class),
        row.get(2, String.class),
        Category.of(row.get(3, String.class)).orElse(Category.OTHER),
        row.get(4, Integer.class),
        row.get(5, java.time.Instant.class),
        row.get(6, Integer.class),
        likeness.reasons());
  }
}
