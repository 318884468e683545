package dev.demarc.publicform;

import dev.demarc.http.PublicUploads;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.regex.Pattern;

/** Files are taken from strangers where the form is on, with files, and for pages there are. */
@ApplicationScoped
class OpenUploads implements PublicUploads {

  private static final Pattern OF_A_PAGE = Pattern.compile("/report-abuse/([^/]+)/files/?");

  private final PublicFormSettings settings;
  private final PublicReports reports;

  OpenUploads(PublicFormSettings settings, PublicReports reports) {
    this.settings = settings;
    this.reports = reports;
  }

  @Override
  @Transactional
  public Optional<Problem> refusal(String path) {
    var state = settings.read();
    if (!state.enabled()) {
      return Optional.of(Problem.notFound("There is nothing at this address."));
    }
    if (!state.files()) {
      return Optional.of(
          new Problem(
              ProblemType.UNSUPPORTED_MEDIA_TYPE,
              "No files are taken here now. Go back, where what you typed still stands, and send it"
                  + " without them."));
    }
    var page = OF_A_PAGE.matcher(path);
    return page.matches() && reports.opened(page.group(1)).isEmpty()
        ? Optional.of(PublicReports.nothingHere())
        : Optional.empty();
  }
}
