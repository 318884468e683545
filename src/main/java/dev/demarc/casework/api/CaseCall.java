package dev.demarc.casework.api;

import dev.demarc.casework.CaseFile;
import dev.demarc.casework.views.CaseReader;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import java.util.Locale;
import org.jboss.resteasy.reactive.RestResponse;

/** What every call about one case asks and answers alike. */
final class CaseCall {

  private CaseCall() {}

  /**
   * @throws Problem NOT_FOUND where it is no key
   */
  static CaseKey key(String text) {
    return CaseKey.parse(text == null ? null : text.toUpperCase(Locale.ROOT))
        .orElseThrow(() -> Problem.notFound("There is no case " + text + "."));
  }

  static void required(Object body) {
    if (body == null) {
      throw Problem.invalid("body", "a JSON object is needed");
    }
  }

  /** The case after a change of it; nothing where the change took it out of the caller's sight. */
  static RestResponse<CaseFile> changed(CaseReader reader, CaseKey key, int status) {
    return reader.isSeen(key) ? answer(reader.read(key), status) : RestResponse.noContent();
  }

  /** The case as it is now, with the version that the next change is made against. */
  static RestResponse<CaseFile> answer(CaseFile file, int status) {
    return RestResponse.ResponseBuilder.<CaseFile>create(status)
        .entity(file)
        .header("ETag", "\"" + file.version() + "\"")
        .build();
  }
}
