package dev.demarc.http;

import dev.demarc.shared.Problem;
import java.util.Optional;

/** Whether anybody may send files to an address, before a byte of them is taken in. */
public interface PublicUploads {

  /**
   * Asked on a worker thread; may ask the database.
   *
   * @param path of a form for strangers that has files
   * @return what its sender is told; empty where they may
   */
  Optional<Problem> refusal(String path);
}
