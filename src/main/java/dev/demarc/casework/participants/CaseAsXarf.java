package dev.demarc.casework.participants;

import java.util.UUID;

/** Writes a case as XARF v4, for readers who take data and not prose. */
public interface CaseAsXarf {

  /**
   * JSON: one report; an array of them, 20 at most, where the case has several sources.
   *
   * @throws dev.demarc.shared.Problem NOT_FOUND where whoever asks does not see the case
   */
  byte[] write(UUID caseId);
}
