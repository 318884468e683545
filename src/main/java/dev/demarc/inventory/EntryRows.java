package dev.demarc.inventory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.demarc.inventory.InventoryEntry.Kind;
import dev.demarc.shared.Ids;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Many entries as one parameter of a statement. */
public final class EntryRows {

  /** For {@code jsonb_to_recordset}. */
  public static final String COLUMNS =
      "id uuid, line bigint, kind text, value text, range cidr, pattern text, owner text, contact"
          + " text, \"accountId\" text, service text, region text, resource text, \"validFrom\""
          + " timestamptz, \"validUntil\" timestamptz, alias text, contacts text[], environment"
          + " text, criticality text, tags text[]";

  private EntryRows() {}

  static String json(List<NewEntry> entries) {
    var rows = JsonNodeFactory.instance.arrayNode();
    entries.forEach(entry -> add(rows, entry, 0));
    return rows.toString();
  }

  /**
   * @param line of the file that it stands on
   */
  public static void add(ArrayNode rows, NewEntry entry, long line) {
    var row = rows.addObject();
    row.put("id", Ids.next().toString());
    row.put("line", line);
    row.put("kind", entry.kind().name());
    row.put("value", entry.value());
    row.put("range", entry.kind() == Kind.RANGE ? entry.value() : null);
    row.put("pattern", entry.kind() == Kind.PATTERN ? ArnPattern.like(entry.value()) : null);
    row.put("owner", entry.owner());
    row.put("contact", entry.contact());
    row.put("accountId", entry.accountId());
    row.put("service", entry.service());
    row.put("region", entry.region());
    row.put("resource", entry.resource());
    row.put("validFrom", text(entry.validFrom()));
    row.put("validUntil", text(entry.validUntil()));
    row.put("alias", entry.traits().alias());
    list(row, "contacts", entry.traits().contacts());
    row.put("environment", entry.traits().environment());
    row.put("criticality", entry.traits().criticality());
    list(row, "tags", entry.traits().tags());
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  private static void list(ObjectNode row, String name, @Nullable List<String> values) {
    if (values == null) {
      row.putNull(name);
    } else {
      values.forEach(row.putArray(name)::add);
    }
  }
}
