package dev.demarc.formats.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which column of a CSV file holds which field of Demarc's own form. What the mapping does not name
 * is found by the names that columns commonly have.
 *
 * @param named field by column name, in lower case; a column mapped to the empty text is left out
 */
public record CsvColumns(Map<String, String> named) {

  public static final CsvColumns COMMON = new CsvColumns(Map.of());

  /** The fields that a column can hold. */
  public static final Set<String> FIELDS =
      new TreeSet<>(
          Set.of(
              "title",
              "description",
              "category",
              "service",
              "occurredAt",
              "reporter.name",
              "reporter.email",
              "reporter.organization",
              "sources",
              "targets",
              "accountId",
              "region",
              "severity",
              "externalId",
              "tlp"));

  private static final Map<String, String> KNOWN = known();
  private static final JsonMapper JSON = new JsonMapper();
  private static final String PARAMETER = "columns=";

  public CsvColumns {
    var lowered = new TreeMap<String, String>();
    named.forEach((column, field) -> lowered.put(normal(column), field == null ? "" : field));
    named = lowered;
  }

  private static Map<String, String> known() {
    var known = new LinkedHashMap<String, String>();
    names(known, "title", "title", "subject", "summary", "name");
    names(known, "description", "description", "text", "details", "message", "comment", "log");
    names(known, "category", "category", "type", "abuse type", "class", "report type");
    names(known, "service", "service", "aws service", "product");
    names(known, "occurredAt", "occurred at", "occurredat", "timestamp", "time", "date");
    names(known, "occurredAt", "datetime", "event time", "first seen", "detected at");
    names(known, "reporter.email", "reporter email", "reporter", "email", "contact");
    names(known, "reporter.name", "reporter name");
    names(known, "reporter.organization", "reporter organization", "organization");
    names(known, "sources", "sources", "source", "src", "ip", "ip address", "address", "src ip");
    names(known, "sources", "source ip", "source address", "attacker", "attacker ip");
    names(known, "sources", "url", "uri", "domain", "host", "hostname", "arn", "resource");
    names(known, "sources", "instance id", "instance", "bucket", "access key", "remote ip");
    names(known, "targets", "targets", "target", "dst", "dst ip", "destination", "dest ip");
    names(known, "targets", "destination ip", "victim", "target ip");
    names(known, "accountId", "account id", "accountid", "account", "aws account");
    names(known, "accountId", "aws account id");
    names(known, "region", "region", "aws region");
    names(known, "severity", "severity", "priority");
    names(known, "externalId", "external id", "externalid", "id", "ref", "reference", "ticket");
    names(known, "tlp", "tlp");
    names(known, "description", "event description text", "ereignis", "beschreibung", "meldung");
    names(known, "description", "événement", "évènement", "evento", "descripción", "descrição");
    names(known, "description", "descrizione", "omschrijving", "gebeurtenis", "opis", "zdarzenie");
    names(known, "description", "popis", "událost", "описание", "событие", "事件", "説明");
    names(known, "category", "classification type", "categories");
    names(known, "reporter.organization", "feed provider");
    // what tables in mails are read by
    TableColumns.SOURCES.forEach(column -> known.putIfAbsent(normal(column), "sources"));
    TableColumns.SITES.forEach(column -> known.putIfAbsent(normal(column), "sources"));
    TableColumns.TARGETS.forEach(column -> known.putIfAbsent(normal(column), "targets"));
    TableColumns.TIMES.forEach(column -> known.putIfAbsent(normal(column), "occurredAt"));
    return known;
  }

  private static void names(Map<String, String> known, String field, String... columns) {
    for (var column : columns) {
      known.put(column, field);
    }
  }

  /** {@code Source_IP}, {@code source-ip} and {@code source.ip} are one name. */
  private static String normal(String column) {
    return column.toLowerCase(Locale.ROOT).replaceAll("[^\\pL\\pN]+", " ").strip();
  }

  /** The field that this column holds. */
  public Optional<String> fieldOf(String column) {
    var name = normal(column);
    var field = named.containsKey(name) ? named.get(name) : KNOWN.get(name);
    return Optional.ofNullable(field).filter(f -> !f.isEmpty());
  }

  /** Whether it holds an address, beside which a host name is only what that is called. */
  public boolean isAddress(String column) {
    return fieldOf(column).filter("sources"::equals).isPresent()
        && (normal(column) + " ").matches(".*\\bip(v4|v6)?\\b.*|(src|source|attacker|address) ");
  }

  /** Whether it holds a host name, and its own name does not say whose. */
  public boolean isHostName(String column) {
    return !named.containsKey(normal(column)) && normal(column).matches("host|hostname");
  }

  public boolean leavesOut(String column) {
    return "".equals(named.get(normal(column)));
  }

  /** The mapping as a content type, so that a row stays readable when the mapping is changed. */
  String contentType() {
    if (named.isEmpty()) {
      return "text/csv";
    }
    try {
      var json = JSON.writeValueAsString(named).getBytes(StandardCharsets.UTF_8);
      return "text/csv; "
          + PARAMETER
          + Base64.getUrlEncoder().withoutPadding().encodeToString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts can always be written as JSON", e);
    }
  }

  /** The mapping that a content type carries; the common names where it carries none. */
  public static CsvColumns ofContentType(String contentType) {
    int at = contentType.indexOf(PARAMETER);
    if (at < 0) {
      return COMMON;
    }
    var encoded = contentType.substring(at + PARAMETER.length()).split("[;\\s]", 2)[0];
    try {
      return new CsvColumns(
          JSON.readValue(
              Base64.getUrlDecoder().decode(encoded), new TypeReference<Map<String, String>>() {}));
    } catch (java.io.IOException | RuntimeException e) {
      return COMMON; // a sender's own parameter of that name
    }
  }
}
