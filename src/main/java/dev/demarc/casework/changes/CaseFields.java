package dev.demarc.casework.changes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The fields of a case that people change, read and written by column: {@code case.tlp}, {@code
 * customer.status}, which decision is in force, and the answers that were given. A column that is
 * added to a case or to its parts is among them by itself.
 */
@ApplicationScoped
public class CaseFields {

  static final String DECISION = "decision";
  private static final String CASE = "case.";
  private static final String ANSWER = "answer.";

  /** What the routing rules gave to a part. */
  private static final String ROUTE = "route";

  /** What the engine counts or derives, and what never changes. */
  private static final String NOT_PEOPLES =
      "array['id', 'key', 'title', 'version', 'updated_at', 'opened_at', 'last_report_at',"
          + " 'report_count', 'due_at', 'work_status', 'engine_version', 'counting_since',"
          + " 'joins_counted', 'mails_counted', 'mails_limited', 'sample', 'excerpt', 'search',"
          + " 'growing_since', 'growing_from', 'growing_base_at']";

  private static final String READ =
      "select cast(jsonb_build_object('case', to_jsonb(c) - "
          + NOT_PEOPLES
          + ", 'parts', (select jsonb_object_agg(lower(w.side), to_jsonb(w) - array['id',"
          + " 'case_id', 'side', 'created_at'] || jsonb_build_object('route', (select to_jsonb(r) -"
          + " array['work_item_id', 'at', 'version', 'playbook_missed',"
          + " 'template_missed'] from work_route r where"
          + " r.work_item_id = w.id))) from work_item w where w.case_id = c.id),"
          + " 'decision', (select a.id from assessment a where a.case_id = c.id and a.in_force),"
          + " 'answers', (select jsonb_object_agg(g.question, to_jsonb(g) - array['case_id',"
          + " 'question']) from case_answer g where g.case_id = c.id)) as text) from incident_case"
          + " c where c.id = :case";

  private final EntityManager database;
  private final ObjectMapper json;

  CaseFields(EntityManager database, ObjectMapper json) {
    this.database = database;
    this.json = json;
  }

  /** As they are in the database now, what this transaction changed included. */
  public SortedMap<String, JsonNode> of(UUID caseId) {
    database.flush();
    var read =
        tree(
            (String)
                database.createNativeQuery(READ).setParameter("case", caseId).getSingleResult());
    var fields = new TreeMap<String, JsonNode>();
    put(fields, CASE, read.path("case"));
    read.path("parts").fields().forEachRemaining(p -> put(fields, p.getKey() + ".", p.getValue()));
    fields.put(DECISION, read.path("decision"));
    read.path("answers")
        .fields()
        .forEachRemaining(a -> fields.put(ANSWER + a.getKey(), a.getValue()));
    return fields;
  }

  private static void put(Map<String, JsonNode> fields, String prefix, JsonNode of) {
    of.fields().forEachRemaining(f -> fields.put(prefix + f.getKey(), inUtc(f.getValue())));
  }

  /** Times come in the zone of the session, which differs from one to the next. */
  private static JsonNode inUtc(JsonNode value) {
    var text = value.isTextual() ? value.textValue() : "";
    if (text.length() < 20 || text.charAt(10) != 'T') {
      return value;
    }
    try {
      return TextNode.valueOf(OffsetDateTime.parse(text).toInstant().toString());
    } catch (DateTimeException notATime) {
      return value;
    }
  }

  /**
   * Gives these fields these values. A part that was not there is withdrawn, not removed: what was
   * said of it stays true.
   */
  public void set(UUID caseId, Map<String, JsonNode> fields) {
    database.flush();
    var byOwner = new TreeMap<String, ObjectNode>();
    fields.forEach(
        (name, value) -> {
          if (name.equals(DECISION)) {
            decide(caseId, value);
          } else if (name.startsWith(ANSWER)) {
            answer(caseId, name.substring(ANSWER.length()), value);
          } else {
            int dot = name.indexOf('.');
            byOwner
                .computeIfAbsent(name.substring(0, dot + 1), owner -> json.createObjectNode())
                .set(name.substring(dot + 1), value);
          }
        });
    byOwner.forEach((owner, columns) -> write(caseId, owner, columns));
    database.clear();
  }

  private void write(UUID caseId, String owner, ObjectNode columns) {
    boolean ofCase = owner.equals(CASE);
    if (!ofCase && columns.path("status").isNull()) {
      withdraw(caseId, owner);
      return;
    }
    var route = ofCase ? null : columns.remove(ROUTE);
    if (route != null) {
      route(caseId, owner, route);
    }
    if (columns.isEmpty()) {
      return;
    }
    var table = ofCase ? "incident_case" : "work_item";
    var names =
        columns.properties().stream()
            .map(column -> '"' + column.getKey().replace("\"", "") + '"')
            .collect(Collectors.joining(", "));
    var query =
        database
            .createNativeQuery(
                "update "
                    + table
                    + " set ("
                    + names
                    + ") = (select "
                    + names
                    + " from jsonb_populate_record(cast(null as "
                    + table
                    + "), cast(:columns as jsonb))) where "
                    + (ofCase ? "id = :case" : "case_id = :case and lower(side) || '.' = :owner"))
            .setParameter("columns", columns.toString())
            .setParameter("case", caseId);
    if (!ofCase) {
      query.setParameter("owner", owner);
    }
    query.executeUpdate();
  }

  /** What the rules gave the part before; what they gave to one that was not there goes with it. */
  private void route(UUID caseId, String owner, JsonNode given) {
    if (given.isNull()) {
      return;
    }
    database
        .createNativeQuery(
            "update work_route r set (queue_id, rule, priority, clock_policy, playbook,"
                + " template, watchers) = (select p.queue_id, p.rule, p.priority,"
                + " p.clock_policy, p.playbook, p.template, p.watchers from"
                + " jsonb_populate_record(cast(null as work_route), cast(:given as jsonb)) p) from"
                + " work_item w where w.id = r.work_item_id and w.case_id = :case and"
                + " lower(w.side) || '.' = :owner")
        .setParameter("given", given.toString())
        .setParameter("case", caseId)
        .setParameter("owner", owner)
        .executeUpdate();
  }

  private void withdraw(UUID caseId, String owner) {
    database
        .createNativeQuery(
            "update work_item set status = 'WITHDRAWN', waiting_on = null, waiting_until = null"
                + " where case_id = :case and lower(side) || '.' = :owner")
        .setParameter("case", caseId)
        .setParameter("owner", owner)
        .executeUpdate();
  }

  /** In two steps: one alone is in force at any moment. */
  private void decide(UUID caseId, JsonNode decision) {
    database
        .createNativeQuery(
            "update assessment set in_force = false where case_id = :case and in_force")
        .setParameter("case", caseId)
        .executeUpdate();
    database
        .createNativeQuery(
            "update assessment set in_force = true where case_id = :case and id = :id")
        .setParameter("case", caseId)
        .setParameter("id", UUID.fromString(decision.textValue()))
        .executeUpdate();
  }

  private void answer(UUID caseId, String question, JsonNode given) {
    database
        .createNativeQuery("delete from case_answer where case_id = :case and question = :question")
        .setParameter("case", caseId)
        .setParameter("question", question)
        .executeUpdate();
    if (given.isNull()) {
      return;
    }
    database
        .createNativeQuery(
            "insert into case_answer (case_id, question, answer, actor, at) values (:case,"
                + " :question, :answer, :actor, cast(:at as timestamptz))")
        .setParameter("case", caseId)
        .setParameter("question", question)
        .setParameter("answer", given.path("answer").textValue())
        .setParameter("actor", given.path("actor").textValue())
        .setParameter("at", given.path("at").textValue())
        .executeUpdate();
  }

  private JsonNode tree(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database's JSON cannot be read", e);
    }
  }
}
