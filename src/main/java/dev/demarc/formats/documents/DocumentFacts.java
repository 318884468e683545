package dev.demarc.formats.documents;

import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.Statement;
import dev.demarc.formats.bulk.TableCategories;
import dev.demarc.formats.bulk.TableColumns;
import dev.demarc.formats.indicators.IndicatorList;
import dev.demarc.formats.indicators.IndicatorMiner;
import dev.demarc.formats.text.StatedDate;
import dev.demarc.formats.text.Text;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator.Role;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a document states by the names of its fields: they mean what they mean as columns of a table
 * ({@link TableColumns}), and a name above them tells on which side an address stands.
 */
public final class DocumentFacts {

  private static final Set<String> ACTING =
      Set.of(
          ("source src attacker offender abuser actor infringer infected origen origem origine"
                  + " atacante attaquant attaccante infractor infrator infracteur quelle angreifer"
                  + " verursacher herkunft bron aanvaller źródło zrodlo atakujący zdroj útočník"
                  + " источник нарушитель")
              .split(" "));
  private static final Set<String> ATTACKED =
      Set.of(
          ("target destination dst dest victim victima víctima vitima vítima victime vittima objetivo"
                  + " alvo cible bersaglio destino destinazione ziel opfer doel slachtoffer cel ofiara"
                  + " cíl oběť цель жертва")
              .split(" "));

  /** Below these stand who noticed, reports, is asked or explains. */
  private static final Set<String> UNCONCERNED =
      Set.of(
          ("agent manager observer sensor intermediate detector reporter contact complainant service_provider"
                  + " provider analyzer analyser collector monitor creator method reference"
                  + " references recipient feed sender metadata meta log_info predecoder decoder"
                  + " additionaldata additional_data history verification recorddata")
              .split(" "));

  /** Names of an address or a page, on whichever side it stands. */
  private static final Set<String> THINGS =
      Set.of(
          ("ip address addr ip_address ipaddress ipv4 ipv6 ip4 ip6 host url uri direccion dirección endereco"
                  + " endereço indirizzo adresse adres adresa adresă адрес")
              .split(" "));

  private static final Set<String> TITLES =
      Set.of("title", "summary", "description", "signature", "event_name");

  /** The same where it is an alert: there they say what it found. */
  private static final Set<String> TITLES_OF_ALERTS =
      Set.of("alertdisplayname", "message", "rule", "scenario");

  private static final Set<String> ALERTS =
      Set.of("rule", "alert", "scenario", "signature", "alertname", "alertdisplayname");

  /** What watches the reader's own machines and networks names itself with one of these. */
  private static final Set<String> OWN_SENSORS =
      Set.of("agent", "machine_id", "in_iface", "flow_id", "compromisedentity");

  private static final int MOST_LINES = 500;

  private final List<DocumentField> fields;

  /** Whether all of it stands below one name, as in XML. */
  private final boolean isRooted;

  private final AlertSides sides;

  private DocumentFacts(List<DocumentField> fields) {
    this.fields = fields;
    this.sides = new AlertSides(fields);
    this.isRooted =
        fields.size() > 1
            && fields.stream().allMatch(f -> f.path().size() > 1 && f.path().get(0).equals(root()));
  }

  public static DocumentFacts ofJson(com.fasterxml.jackson.databind.JsonNode json) {
    return new DocumentFacts(DocumentField.ofJson(json));
  }

  public static DocumentFacts ofXml(byte[] xml) {
    return new DocumentFacts(DocumentField.ofXml(xml));
  }

  /** The name of the outermost element; empty where there is none. */
  String root() {
    return fields.isEmpty() ? "" : fields.get(0).path().get(0);
  }

  /** Whether a field says who or what acted. */
  public boolean nameSources() {
    return fields.stream()
        .anyMatch(f -> roleOf(f) == Role.SOURCE && IndicatorList.isStated(f.value()));
  }

  /** Whether it is the alert of a program that watches something, with when it was. */
  boolean isAlert() {
    return fields.stream().anyMatch(f -> f.path().stream().anyMatch(ALERTS::contains))
        && time(false) != null;
  }

  private boolean isOfOwnSensor() {
    return fields.stream().anyMatch(f -> f.path().stream().anyMatch(OWN_SENSORS::contains));
  }

  /** Adds the indicators, and of time, kind and number what the draft has not yet. */
  public void describe(ReportDraft draft) {
    for (var role : List.of(Role.SOURCE, Role.TARGET)) {
      fields.stream()
          .filter(field -> roleOf(field) == role)
          .forEach(field -> draft.indicators.addStated(field.value(), role));
    }
    if (draft.indicators.isFull()) {
      draft.problem("Only the first " + IndicatorList.MOST + " indicators were taken.");
    }
    boolean inMail = draft.mail != null;
    draft.occurredAt = draft.occurredAt == null ? time(inMail) : draft.occurredAt;
    draft.category = draft.category == null ? category() : draft.category;
    draft.externalId = draft.externalId == null ? DocumentNumbers.of(fields) : draft.externalId;
  }

  /** The whole document as a report of its own. */
  ParsedReport report(String format) {
    var draft = new ReportDraft(format);
    describe(draft);
    var lines = new StringBuilder();
    fields.stream()
        .limit(MOST_LINES)
        .forEach(f -> lines.append(f.ending(2)).append(": ").append(f.value()).append('\n'));
    fields.stream()
        .filter(field -> !isUnconcerned(field))
        .forEach(field -> IndicatorMiner.mentions(field.value(), draft.indicators));
    draft.text(lines.toString());
    if (isAlert() && isOfOwnSensor() && draft.indicators.has(Role.SOURCE)) {
      draft.readerIs = Statement.ReaderIs.ATTACKED; // what the inventory knows as ours counts more
    }
    draft.title = title(draft);
    return draft.finish();
  }

  private @Nullable Role roleOf(DocumentField field) {
    if (sides.isSaidOtherwise(field)) {
      return sides.role(field);
    }
    if (isUnconcerned(field) || field.name().endsWith("network")) {
      return null;
    }
    if (THINGS.contains(field.name()) || TableColumns.SOURCES.contains(field.name())) {
      var side = sideOf(field);
      if (side != null) {
        return side;
      }
    }
    for (int names = 3; names > 0; names--) {
      var column = field.ending(names);
      if (TableColumns.TARGETS.contains(column)) {
        return Role.TARGET;
      }
      if (TableColumns.SOURCES.contains(column) || TableColumns.SITES.contains(column)) {
        return Role.SOURCE;
      }
    }
    return null;
  }

  /** By the nearest name above it that tells. */
  private static @Nullable Role sideOf(DocumentField field) {
    for (int i = field.path().size() - 2; i >= 0; i--) {
      var above = field.path().get(i);
      if (ACTING.contains(above)) {
        return Role.SOURCE;
      }
      if (ATTACKED.contains(above)) {
        return Role.TARGET;
      }
    }
    return null;
  }

  /** The outermost name is that of the document. */
  private boolean isUnconcerned(DocumentField field) {
    if (!isRooted && field.path().get(0).equals("node")) {
      return true; // of IDEA: who detected it
    }
    return field.path().stream().skip(isRooted ? 1 : 0).anyMatch(UNCONCERNED::contains);
  }

  /**
   * Of the field that tells most; of several the first.
   *
   * @param inMail when it was reported counts less than what the mail's words say
   */
  private @Nullable Instant time(boolean inMail) {
    return fields.stream()
        .filter(field -> !isUnconcerned(field))
        .flatMap(field -> timeColumn(field).stream().map(column -> Map.entry(column, field)))
        .filter(e -> !inMail || TableColumns.rankOfTime(e.getKey()) < 2)
        .sorted(Comparator.comparingInt(e -> TableColumns.rankOfTime(e.getKey())))
        .flatMap(e -> StatedDate.of(e.getValue().value()).stream())
        .findFirst()
        .orElse(null);
  }

  private static Optional<String> timeColumn(DocumentField field) {
    return Stream.of(field.ending(2), field.name())
        .filter(TableColumns.TIMES::contains)
        .findFirst();
  }

  private @Nullable Category category() {
    if (root().equals("infringement")) {
      return Category.COPYRIGHT; // ACNS
    }
    var row = new HashMap<String, String>();
    var single = new LinkedHashMap<String, String>();
    for (var field : fields) {
      if (!isUnconcerned(field)) {
        row.putIfAbsent(field.ending(2), field.value());
        single.putIfAbsent(field.name(), field.value());
      }
    }
    single.forEach(row::putIfAbsent);
    return TableCategories.of(row);
  }

  private Optional<String> titleOfAlert() {
    return fields.stream()
        .filter(field -> TITLES_OF_ALERTS.contains(field.name()) && isAlert())
        .map(field -> Text.oneLine(field.value(), Text.LONGEST_TITLE))
        .filter(Objects::nonNull)
        .findFirst();
  }

  private String title(ReportDraft draft) {
    return fields.stream()
        .filter(field -> TITLES.contains(field.name()) && !isUnconcerned(field))
        .filter(field -> field.value().chars().anyMatch(Character::isWhitespace))
        .map(field -> Text.oneLine(field.value(), Text.LONGEST_TITLE))
        .filter(Objects::nonNull)
        .findFirst()
        .or(this::titleOfAlert)
        .orElseGet(
            () ->
                (draft.category == null ? "Report" : draft.category.title())
                    + draft.indicators.list().stream()
                        .filter(named -> named.role() == Role.SOURCE)
                        .findFirst()
                        .map(named -> " from " + named.value())
                        .orElse(""));
  }
}
