package dev.demarc.triage;

import dev.demarc.formats.reader.FormatReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The pure parts, which know nothing of the container. */
@ApplicationScoped
class ReaderProducer {

  @Produces
  @Singleton
  FormatReader formatReader() {
    return new FormatReader();
  }
}
