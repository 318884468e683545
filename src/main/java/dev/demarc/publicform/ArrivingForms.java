package dev.demarc.publicform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demarc.formats.MalformedReport;
import dev.demarc.formats.MalformedReport.FieldError;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.files.EvidenceFile;
import dev.demarc.reading.ReportReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes reports of what strangers send by the form, or says what they have to mend. */
@ApplicationScoped
class ArrivingForms {

  private static final int LONGEST_ABOUT = 4_000;
  private static final int LONGEST_SEEN = 20_000;

  private final PublicReports reports;
  private final ReportReader reader;
  private final ObjectMapper json;

  ArrivingForms(PublicReports reports, ReportReader reader, ObjectMapper json) {
    this.reports = reports;
    this.reader = reader;
    this.json = json;
  }

  /**
   * @param files those that came with it
   * @param once the form's own name: sent again it is the same report
   * @throws MalformedReport with all that is wrong
   */
  PublicReports.Handed take(TypedPublicReport typed, UploadedForm files, UUID once) {
    var written = write(typed.toForm(PublicReports.numberOf(once)), files.files());
    var errors = errors(typed);
    files.complaint().ifPresent(complaint -> errors.add(new FieldError("files", complaint)));
    var parsed = read(written, errors);
    if (!errors.isEmpty() || parsed == null) {
      throw new MalformedReport("The form is not as it has to be.", errors);
    }
    return reports.take(
        new PublicReports.NewReport(
            written.body(),
            written.contentType(),
            typed,
            Understood.of(typed, parsed),
            files.files().size(),
            once));
  }

  private WrittenMultipart write(Map<String, Object> form, List<EvidenceFile> files) {
    if (!files.isEmpty()) {
      return WrittenMultipart.of(form, files);
    }
    try {
      return new WrittenMultipart(MediaType.APPLICATION_JSON, json.writeValueAsBytes(form));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a form cannot be written as JSON", e);
    }
  }

  private @Nullable ParsedReport read(WrittenMultipart written, List<FieldError> errors) {
    try {
      return reader.arriving(written.body(), written.contentType()).parsed();
    } catch (MalformedReport malformed) {
      errors.addAll(malformed.errors());
      return null;
    }
  }

  private static List<FieldError> errors(TypedPublicReport typed) {
    var errors = new ArrayList<FieldError>();
    if (typed.about().isEmpty() && typed.seen().isEmpty()) {
      errors.add(new FieldError("about", "Say what it is about, or what you saw."));
    }
    if (typed.about().length() > LONGEST_ABOUT) {
      errors.add(new FieldError("about", "At most 4,000 characters; send long lists by mail."));
    }
    if (typed.seen().length() > LONGEST_SEEN) {
      errors.add(new FieldError("seen", "At most 20,000 characters; send long logs by mail."));
    }
    if (!typed.confirmed()) {
      errors.add(new FieldError("confirmed", "Say that it is true as far as you know."));
    }
    return errors;
  }
}
