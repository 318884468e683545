package dev.demarc.publicform;

import dev.demarc.casework.correspondence.Additions;
import dev.demarc.casework.correspondence.LinkMessages.Kind;
import dev.demarc.formats.files.EvidenceFile;
import dev.demarc.intake.Delivery;
import dev.demarc.intake.Intake;
import dev.demarc.intake.PendingReport;
import dev.demarc.shared.Commit;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Files that strangers add to their reports. They are kept as a report is, which adds to the first:
 * stored, held back, shown, served and erased by the same means.
 */
@ApplicationScoped
class AddedFiles {

  private final PublicReports reports;
  private final PublicMessages messages;
  private final Intake intake;
  private final Additions additions;

  AddedFiles(PublicReports reports, PublicMessages messages, Intake intake, Additions additions) {
    this.reports = reports;
    this.messages = messages;
    this.intake = intake;
    this.additions = additions;
  }

  /**
   * @param once the form's own name: sent again it is the same message
   * @throws Problem NOT_FOUND where no report has the token; INVALID; CONFLICT where it is worked
   *     on no more, or has so many already
   */
  void add(String token, UploadedForm form, UUID once) {
    if (form.files().isEmpty()) {
      throw Problem.invalid("files", "Choose a file first.");
    }
    form.complaint()
        .ifPresent(
            complaint -> {
              throw Problem.invalid("files", complaint);
            });
    var opened = reports.opened(token).orElseThrow(PublicReports::nothingHere);
    var names = form.files().stream().map(AddedFiles::inWords).collect(Collectors.joining("\n"));
    // refused before its bytes go to a store that may be slow
    messages.require(token, Kind.FILES);
    var pending = Commit.beforeStoring(() -> intake.prepare(delivery(opened, form, names, once)));
    messages.add(
        token,
        new PublicMessages.Typed(Kind.FILES, names, once),
        () -> store(pending, opened.reportId()));
  }

  private static Delivery delivery(
      PublicReports.Opened opened, UploadedForm form, String names, UUID once) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("title", "Files that were added to " + opened.number());
    fields.put("description", "(On the page of the report " + opened.number() + ")\n" + names);
    var written = WrittenMultipart.of(fields, form.files());
    return Delivery.overRest(
        written.contentType(),
        written.body(),
        PublicReports.FORM,
        "files " + opened.reportId() + " " + once,
        Delivery.FilingMode.BY_WORKER);
  }

  private static String inWords(EvidenceFile file) {
    int bytes = file.content().length;
    return file.fileName()
        + ", "
        + (bytes < 1_000 ? bytes + " bytes" : Math.round(bytes / 1_000.0) + " kB");
  }

  private void store(PendingReport pending, UUID addsTo) {
    additions.note(intake.register(pending).reportId(), addsTo);
  }
}
