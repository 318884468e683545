package dev.demarc.inventory.imports;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.demarc.inventory.EntryRows;
import dev.demarc.inventory.InventoryChanged;
import dev.demarc.inventory.NewEntry;
import dev.demarc.inventory.imports.ImportResult.Mistake;
import dev.demarc.shared.Problem;
import dev.demarc.shared.Problem.FieldError;
import dev.demarc.shared.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes lists of what a desk owns. A list is read in pieces into a table of its transaction,
 * compared with what is there, and put into effect as a whole or not at all.
 */
@ApplicationScoped
public class InventoryImports {

  public static final int MOST_LINES = 500_000;

  static final int TOLD = 200;
  private static final int BATCH = 1000;
  private static final int ERRORS = 100;
  private static final Duration OLDEST = Duration.ofDays(20 * 366);

  private final EntityManager database;
  private final ImportPlan plan;
  private final Event<InventoryChanged> changed;
  private final Clock clock;

  InventoryImports(
      EntityManager database, ImportPlan plan, Event<InventoryChanged> changed, Clock clock) {
    this.database = database;
    this.plan = plan;
    this.changed = changed;
    this.clock = clock;
  }

  /**
   * @throws Problem INVALID where lines are wrong and are not to be left out, with the first
   *     hundred; nothing was changed then
   */
  @Transactional
  public ImportResult csv(InputStream body, ImportOptions options, String by) {
    var staging = stage(options);
    CsvEntries.read(body, options, staging);
    return finish(staging, "csv", options, by);
  }

  /**
   * @param body what one of AWS's commands wrote
   * @throws Problem as {@link #csv}
   */
  @Transactional
  public ImportResult aws(InputStream body, ImportOptions options, String by) {
    var staging = stage(options);
    var command = AwsEntries.read(body, options, staging);
    return finish(staging, command, options, by);
  }

  private Staging stage(ImportOptions options) {
    var now = clock.instant();
    if (options.asOf() != null
        && (options.asOf().isAfter(now) || options.asOf().isBefore(now.minus(OLDEST)))) {
      throw Problem.invalid("asOf", "must lie within the last twenty years");
    }
    database.createNativeQuery("drop table if exists staged").executeUpdate();
    database
        .createNativeQuery("create temp table staged (" + EntryRows.COLUMNS + ") on commit drop")
        .executeUpdate();
    return new Staging();
  }

  private ImportResult finish(Staging staging, String format, ImportOptions options, String by) {
    staging.flush();
    var asOf = options.asOf() == null ? clock.instant() : options.asOf();
    var mistakes = new ArrayList<>(staging.mistakes);
    long refused = staging.refused + repeated(mistakes);
    if (refused > 0 && !options.dryRun()) {
      refuse(options, refused, mistakes);
    }
    if (!options.dryRun()) {
      // what is compared must be there still when it is changed; readers are not held up
      database
          .createNativeQuery("lock table inventory_entry in share row exclusive mode")
          .executeUpdate();
    }
    var counts = plan.draw(options, asOf);
    var changes = plan.firstChanges(TOLD);
    if (!options.dryRun()) {
      if (options.complete() && staging.read == 0) {
        throw Problem.invalid("body", "lists nothing; everything of its source would end");
      }
      plan.apply(options, asOf, clock.instant(), by);
      changed.fire(new InventoryChanged());
    }
    return new ImportResult(
        !options.dryRun(),
        format,
        staging.read + staging.refused,
        counts.added(),
        counts.changed(),
        counts.ended(),
        counts.unchanged(),
        refused,
        changes,
        mistakes);
  }

  /** Two lines that say different things of one; a line that says the same again is no mistake. */
  private long repeated(List<Mistake> mistakes) {
    database.createNativeQuery("analyze staged").executeUpdate();
    if (database
        .createNativeQuery(
            "select 1 from staged group by kind, value, \"validFrom\" having count(*) > 1 limit 1")
        .getResultList()
        .isEmpty()) {
      return 0;
    }
    List<?> found =
        database
            .createNativeQuery(
                "with said as (select ctid as at, row_number() over same as n, first_value(line)"
                    + " over same as first_line, cast(to_jsonb(s) - 'id' - 'line' as text) <>"
                    + " first_value(cast(to_jsonb(s) - 'id' - 'line' as text)) over same as differs"
                    + " from staged s window same as (partition by kind, value, \"validFrom\" order"
                    + " by line)), gone as (delete from staged s using said where s.ctid = said.at"
                    + " and said.n > 1 returning s.line, s.value, said.first_line, said.differs)"
                    + " select line, value, first_line, count(*) over () as wrong from gone where"
                    + " differs order by line limit "
                    + TOLD,
                Tuple.class)
            .getResultList();
    long wrong = 0;
    for (Object row : found) {
      var tuple = (Tuple) row;
      wrong = tuple.get("wrong", Number.class).longValue();
      mistakes.add(
          new Mistake(
              tuple.get("line", Number.class).longValue(),
              "says otherwise of "
                  + tuple.get("value")
                  + " than line "
                  + tuple.get("first_line")
                  + "; leave one of them, or say from when until when each holds"));
    }
    mistakes.sort(Comparator.comparingLong(Mistake::line));
    return wrong;
  }

  private void refuse(ImportOptions options, long refused, List<Mistake> mistakes) {
    if (options.skipMistakes() && !options.complete()) {
      return;
    }
    throw new Problem(
        ProblemType.INVALID,
        refused
            + (refused == 1 ? " line is" : " lines are")
            + " wrong, the first is line "
            + mistakes.get(0).line()
            + ": "
            + mistakes.get(0).detail()
            + ". Nothing was changed; mend "
            + (refused == 1 ? "it" : "them")
            + (options.complete()
                ? " first: what a complete list leaves out would end."
                : ", or send the list with onMistakes=skip to take the others."),
        mistakes.stream()
            .limit(ERRORS)
            .map(m -> new FieldError("line " + m.line(), m.detail()))
            .toList());
  }

  /** Entries on their way into the table of the transaction. */
  private final class Staging implements EntrySink {

    private final List<Mistake> mistakes = new ArrayList<>();
    private ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    private long read;
    private long refused;

    @Override
    public void entry(long line, NewEntry entry) {
      if (++read + refused > MOST_LINES) {
        throw Problem.invalid(
            "body", "has more than 500,000 entries; send it in pieces, none of them complete");
      }
      EntryRows.add(rows, entry, line);
      if (rows.size() == BATCH) {
        flush();
      }
    }

    @Override
    public void mistake(long line, @Nullable String detail) {
      refused++;
      if (mistakes.size() < TOLD) {
        mistakes.add(new Mistake(line, detail));
      }
    }

    void flush() {
      if (!rows.isEmpty()) {
        database
            .createNativeQuery(
                "insert into staged select * from jsonb_to_recordset(cast(:rows as jsonb)) as r("
                    + EntryRows.COLUMNS
                    + ")")
            .setParameter("rows", rows.toString())
            .executeUpdate();
        rows = JsonNodeFactory.instance.arrayNode();
      }
    }
  }
}
