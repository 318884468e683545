package dev.demarc.casework.views;

import dev.demarc.shared.CaseKey;
import java.util.List;
import java.util.Map;

/** Finds the cases that a filter means, of those that whoever asks sees. */
public interface CaseFinder {

  /**
   * @param named values by the names of the filter language; null ones do not narrow
   * @param q the filter language; null does not narrow
   * @param most so many at most, newest first
   * @throws dev.demarc.shared.Problem naming the part that is not understood
   */
  List<CaseKey> find(Map<String, String> named, String q, int most);
}
