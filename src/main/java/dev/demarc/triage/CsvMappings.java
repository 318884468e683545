package dev.demarc.triage;

import dev.demarc.formats.bulk.CsvColumns;
import dev.demarc.shared.Problem;
import dev.demarc.shared.Problem.FieldError;
import dev.demarc.shared.ProblemType;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The saved mappings of CSV columns. */
@ApplicationScoped
public class CsvMappings implements PanacheRepositoryBase<CsvMapping, String> {

  private static final int MOST = 200;
  private static final int MOST_COLUMNS = 200;
  private static final int LONGEST_COLUMN = 200;

  /**
   * @param columns the field of Demarc's form by the column's name; a column mapped to the empty
   *     text is left out
   */
  public record MappingEntry(
      String name, Map<String, String> columns, Instant changedAt, String changedBy) {}

  private final Clock clock;

  CsvMappings(Clock clock) {
    this.clock = clock;
  }

  /**
   * @return whether it is new
   * @throws Problem INVALID naming each column whose field there is not
   */
  @Transactional
  public boolean save(String name, Map<String, String> columns, String by) {
    check(name, columns);
    var known = findById(name);
    if (known == null && count() >= MOST) {
      throw new Problem(
          ProblemType.CONFLICT, "There are " + MOST + " mappings; remove one that nobody uses.");
    }
    var mapping = known == null ? new CsvMapping() : known;
    mapping.name = name;
    mapping.columns = Map.copyOf(columns);
    mapping.changedAt = clock.instant();
    mapping.changedBy = by;
    persist(mapping);
    return known == null;
  }

  private static void check(String name, Map<String, String> columns) {
    if (!name.matches("[a-z0-9][a-z0-9-]{0,62}")) {
      throw Problem.invalid("name", "must have 1 to 63 lower-case letters, digits and hyphens");
    }
    if (columns == null || columns.isEmpty() || columns.size() > MOST_COLUMNS) {
      throw Problem.invalid("columns", "must map 1 to " + MOST_COLUMNS + " columns to fields");
    }
    var wrong =
        columns.entrySet().stream()
            .filter(
                c ->
                    c.getValue() == null
                        || !isField(c.getValue())
                        || c.getKey().length() > LONGEST_COLUMN)
            .map(
                c ->
                    new FieldError(
                        "columns." + c.getKey(),
                        "must be one of "
                            + String.join(", ", CsvColumns.FIELDS)
                            + ", or empty to leave the column out"))
            .toList();
    if (!wrong.isEmpty()) {
      throw new Problem(
          ProblemType.INVALID, wrong.get(0).field() + ": " + wrong.get(0).message(), wrong);
    }
  }

  private static boolean isField(String field) {
    return field.isEmpty() || CsvColumns.FIELDS.contains(field);
  }

  @Transactional
  public List<MappingEntry> all() {
    return listAll(Sort.by("name")).stream().map(CsvMappings::entry).toList();
  }

  /**
   * @throws Problem NOT_FOUND
   */
  @Transactional
  MappingEntry read(String name) {
    return entry(existing(name));
  }

  /**
   * @throws Problem NOT_FOUND
   */
  @Transactional
  public void remove(String name) {
    delete(existing(name));
  }

  private CsvMapping existing(String name) {
    return findByIdOptional(name)
        .orElseThrow(() -> Problem.notFound("There is no CSV mapping named " + name + "."));
  }

  private static MappingEntry entry(CsvMapping mapping) {
    return new MappingEntry(mapping.name, mapping.columns, mapping.changedAt, mapping.changedBy);
  }
}
