package dev.demarc.formats.documents;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The number that a document's sender gives the matter. */
final class DocumentNumbers {

  private static final Set<String> NUMBERS =
      Set.of("incidentid", "incident_id", "case_id", "ticket_id", "report_id", "alert_id");

  /** What names the whole document, where its value is one of RFC 9562. */
  private static final Set<String> OF_ALL = Set.of("id", "uuid", "event_id");

  private static final Pattern UUID =
      Pattern.compile("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private DocumentNumbers() {}

  /** The outermost; null where there are several or none. */
  static @Nullable String of(List<DocumentField> fields) {
    var numbered =
        fields.stream()
            .filter(f -> NUMBERS.contains(f.name()) || NUMBERS.contains(f.ending(2)))
            .toList();
    int outermost = numbered.stream().mapToInt(f -> f.path().size()).min().orElse(0);
    var numbers =
        numbered.stream()
            .filter(f -> f.path().size() == outermost)
            .map(DocumentField::value)
            .distinct()
            .limit(2)
            .toList();
    if (numbers.isEmpty()) {
      return ofAll(fields);
    }
    return numbers.size() == 1 ? numbers.get(0) : null;
  }

  private static @Nullable String ofAll(List<DocumentField> fields) {
    var numbers =
        fields.stream()
            .filter(f -> f.path().size() == 1 && OF_ALL.contains(f.name()))
            .map(DocumentField::value)
            .filter(UUID::matches)
            .distinct()
            .limit(2)
            .toList();
    return numbers.size() == 1 ? numbers.get(0) : null;
  }
}
