package dev.demarc.casework.api;

import dev.demarc.casework.CaseFile;
import dev.demarc.casework.views.CaseReader;
import dev.demarc.shared.CaseKey;
import org.jboss.resteasy.reactive.RestResponse;

/** What every call about one case asks and answers alike. */
final class CaseCall {

  private CaseCall() {}

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
