package dev.demarc.formats.documents;

import dev.demarc.formats.OpenedSubmission;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportFormat;
import java.util.Set;

/** XML that names who acted, of any vocabulary: IODEF (RFC 7970), ACNS, lists of phishing pages. */
public final class XmlDocument implements ReportFormat {

  /** Root of an aggregate report about mail authentication, which accuses nobody (RFC 7489). */
  private static final String DMARC = "feedback";

  private static final Set<String> TYPES = Set.of("application/xml", "text/xml");

  @Override
  public boolean recognises(OpenedSubmission opened) {
    var type = opened.submission().mediaType();
    return opened.mail() == null
        && (TYPES.contains(type) || type.endsWith("+xml"))
        && isTold(facts(opened));
  }

  private static boolean isTold(DocumentFacts facts) {
    return !facts.root().equals(DMARC) && facts.nameSources();
  }

  @Override
  public ParsedReport read(OpenedSubmission opened) {
    return facts(opened).report("xml");
  }

  private static DocumentFacts facts(OpenedSubmission opened) {
    return DocumentFacts.ofXml(opened.submission().raw());
  }
}
