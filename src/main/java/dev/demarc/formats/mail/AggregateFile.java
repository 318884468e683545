package dev.demarc.formats.mail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.demarc.formats.MalformedReport;
import dev.demarc.formats.OpenedSubmission;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.ReportFormat;
import dev.demarc.formats.Statement;
import dev.demarc.formats.Submission;
import dev.demarc.formats.form.MultipartForm;
import dev.demarc.formats.mime.MailPart;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate report about mail authentication that was sent without a mail around it: DMARC (RFC
 * 7489, RFC 9990) as XML, TLS (RFC 8460) as JSON, either packed as zip or gzip, or as the file of a
 * form that says nothing else. Statistics, filed beside the cases.
 */
public final class AggregateFile implements ReportFormat {

  private static final Set<String> TYPES =
      Set.of(
          "application/xml",
          "text/xml",
          "application/zip",
          "application/gzip",
          "application/x-gzip",
          "application/tlsrpt+gzip");

  private record Found(@Nullable JsonNode tls, @Nullable DmarcReport dmarc) {}

  @Override
  public boolean recognises(OpenedSubmission opened) {
    if (opened.mail() != null) {
      return false;
    }
    var type = opened.submission().mediaType();
    if (type.equals("multipart/form-data")) {
      return !MultipartForm.saysSomething(opened.submission())
          && in(MultipartForm.parts(opened.submission())).isPresent();
    }
    return TYPES.contains(type)
        || type.equals("application/tlsrpt+json")
        || opened.json() != null && TlsReportMail.isReport(opened.json());
  }

  /**
   * @throws MalformedReport where the file is no such report
   */
  @Override
  public ParsedReport read(OpenedSubmission opened) {
    var found = find(opened).orElseThrow(AggregateFile::isNone);
    if (found.dmarc() != null) {
      var draft = new ReportDraft("dmarc");
      DmarcMail.describe(draft, found.dmarc());
      return titled("DMARC aggregate report", draft);
    }
    var draft = new ReportDraft("tls-rpt");
    TlsReportMail.describe(draft, OpenedSubmission.recognised(found.tls()));
    return titled("TLS report", draft);
  }

  private static ParsedReport titled(String what, ReportDraft draft) {
    var domain = draft.details.get("domain");
    draft.kind = Statement.Kind.AGGREGATE;
    draft.title = domain == null ? what : what + " for " + domain;
    return draft.finish();
  }

  private static Optional<Found> find(OpenedSubmission opened) {
    var submission = opened.submission();
    if (opened.json() != null && !submission.mediaType().equals("multipart/form-data")) {
      return TlsReportMail.isReport(opened.json())
          ? Optional.of(new Found(opened.json(), null))
          : Optional.empty();
    }
    return in(
        submission.mediaType().equals("multipart/form-data")
            ? MultipartForm.parts(submission)
            : file(submission));
  }

  private static MailPart file(Submission submission) {
    var file = new MailPart();
    file.mimeType = submission.mediaType();
    file.content = submission.raw();
    return file;
  }

  private static Optional<Found> in(MailPart body) {
    return DmarcMail.within(body).reports().stream()
        .findFirst()
        .map(dmarc -> new Found(null, dmarc))
        .or(() -> TlsReportMail.packed(body).map(tls -> new Found(tls, null)));
  }

  private static MalformedReport isNone() {
    return new MalformedReport(
        "A body of this type is taken where it is a DMARC aggregate report (XML) or a TLS report"
            + " (JSON), packed or not, and this one is none; evidence goes as multipart/form-data.",
        List.of());
  }
}
